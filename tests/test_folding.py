"""Folding: what a person types on any keyboard finds what another person typed on another one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.folding import code_key, plain, search_form, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Two wolves, 3 km N of Kegen!", "two wolves 3 km n of kegen"),
        ("Pallas's cat", "pallas cat"),
        ("Pallas’s cat", "pallas cat"),
        ("O'zbekiston oʻtloq", "ozbekiston otloq"),
        ("Ёлка, Е́лка, елка", "елка елка елка"),
        ("Қаңтар Өвөлжөө Үзүм Ұлы Ғалым Һалал Әлия Іле", "кантар оволжоо узум улы галым халал алия иле"),
        ("Ҷангал тӯйӣ Ўзбек", "чангал туии узбек"),
        ("Ýaňy Gündogar ağaç İstanbul ISTANBUL ılık", "yany gundogar agac istanbul istanbul ilik"),
        ("یوزپلنگ يوزپلنگ", "یوزپلنگ یوزپلنگ"),
        ("كتاب کتاب مَحَلّه محلة", "کتاب کتاب محله محله"),
        ("می\u200cرود", "میرود"),
        ("हिमचितुवा ज़ोर जोर चाँद चांद", "हिमचितुवा जोर जोर चांद चांद"),
        ("４３度 ２頭", "43 度 2 頭"),
        ("۱۲ १२ ༡༢", "12 12 12"),
        ("雪豹保护区", "雪豹 豹保 保护 护区 区"),
        ("クマ2頭", "クマ マ 2 頭"),
        ("གངས་གཟིག་", "གངསགཟིག གཟིག"),
        ("М7-0147", "m7 0147"),
        ("барc", "барс"),
        ("strasse Straße", "strasse strasse"),
        ("", ""),
        ("...!", ""),
        ("ĳ ﬁ", "ij fi"),
    ],
)
def test_the_search_form_is_what_all_writings_share(text: str, folded: str) -> None:
    """Case, accents, the letters of foreign keyboards, digits and look-alikes make no difference to a search."""
    assert search_form(text) == folded


WRITTEN = st.text(
    st.characters(
        categories=["L", "N", "M", "P", "Z", "S"], include_characters="ёқңөүұіһәیكک雪豹保护区གངས་'"
    ),
    max_size=40,
)


@given(st.text(st.sampled_from("雪豹保护区狼羊"), min_size=2, max_size=12), st.data())
def test_every_part_of_a_chinese_text_begins_a_word_of_it(text: str, data: st.DataObject) -> None:
    """Any pair of characters of a text without word spaces is a word of the index, and any single one begins one."""
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : start + 2]
    assert any(word.startswith(part) for word in search_form(text).split())


@given(WRITTEN)
def test_the_search_form_holds_words_only(text: str) -> None:
    """Tokens are letters, digits and vowel signs with single spaces, so that no tokenizer cuts them differently."""
    for token in search_form(text).split(" "):
        assert all(unicodedata.category(character)[0] in "LNM" for character in token)


@given(st.text(max_size=60))
def test_folding_takes_any_text(text: str) -> None:
    """No text of any script, broken or not, raises; folding twice changes nothing; composed forms fold alike."""
    assert plain(plain(text)) == plain(text)
    assert words(words(text)) == words(text)
    assert code_key(code_key(text)) == code_key(text)
    assert search_form(unicodedata.normalize("NFD", text)) == search_form(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u200e ４３．２５\u00a0m \u200f\ufeff", "43.25 m"),
        ("۱۲٫۵", "12٫5"),
        ("а\u00adб\u200cв\u200b", "абв"),
        ("a\0b\tc\r\nd", "a b c d"),
        ("41°25′", "41°25′"),
        ("２０２４年", "2024年"),
    ],
)
def test_plain_text_keeps_its_letters_and_loses_what_cannot_be_seen(text: str, expected: str) -> None:
    """Readers see ASCII digits and single spaces; invisible marks, which people paste unknowingly, are gone."""
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("М7-0147", "M7-0147"),
        ("m7-o147", "M7-0147"),
        ("M7 – 0147", "M7-0147"),
        ("WP 047", "wp047"),
        ("ＷＰ０４７", "WP047"),
        ("СВ-12", "CB-12"),
    ],
)
def test_two_writings_of_a_code_have_one_key(one: str, other: str) -> None:
    """A record number read over a radio and typed with Cyrillic letters or the letter O is the same number."""
    assert code_key(one) == code_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("M1-23", "M12-3"), ("1 23", "12 3"), ("A1", "A7"), ("M7-0147", "M7-0148")]
)
def test_two_codes_stay_two(one: str, other: str) -> None:
    """Folding never makes different codes equal by closing gaps between digits."""
    assert code_key(one) != code_key(other)
