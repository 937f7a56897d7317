"""The encoding of a file is found from its bytes: never wrong and sure of it, and nearly never wrong at all."""

from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from camifield.formats.reading.encodings import (
    is_known_encoding,
    is_mostly_utf8,
    marked_encoding,
    old_encoding,
    unmarked_utf16,
)

WORDS = {
    "ru": "снежный барс архар сибирский козёл волк медведь следы ущелье перевал Алматинская область район дата вид место количество "
    "наблюдатель Иванов Петрова примечание встречен у ручья на скале кошара убито овец лошадь ночью пастух Сарыжаз заповедник ДАТА ВИД",
    "kk": "қар барысы арқар таутеке қасқыр аю іздері шатқал асу Алматы облысы ауданы күні түрі орны саны бақылаушы ескертпе өзен "
    "жағасында жартаста қой ешкі жылқы шабуыл түнде шопан қорық үйір жайылым ұя ғимарат һайуан",
    "mn": "цоохор ирвэс аргаль янгир чоно баавгай мөр хавцал даваа Өмнөговь аймаг сум огноо зүйл газар тоо ажиглагч Бат-Эрдэнэ тайлбар "
    "гол дээр хаданд хонь ямаа адуу дайралт шөнө малчин нөөц сүрэг бэлчээр",
    "fa": "پلنگ برفی گوسفند وحشی بز کوهی گرگ خرس رد پا دره گردنه استان بدخشان ولسوالی واخان تاریخ گونه مکان تعداد مشاهده احمد "
    "توضیح کنار رودخانه روی صخره شب چوپان رمه چراگاه حمله",
    "zh": "雪豹 北山羊 盘羊 狼 棕熊 痕迹 山谷 垭口 青海省 玉树 杂多县 日期 物种 地点 数量 观察者 备注 河边 岩石上 羊 牛 马 攻击 夜间 牧民 保护区 "
    "草场 红外相机 粪便",
    "ja": "ツキノワグマ 目撃 痕跡 金沢市 加賀市 日時 場所 備考 頭数 山代温泉地内 グラウンド付近でクマ1頭を目撃 子グマ 農作物 はちみつ 柿の木",
    "fr": "léopard des neiges été près rivière côte mâle femelle âgé tué forêt Genève crête",
}  # fmt: skip
TABLES = [
    ("ru", "cp1251"), ("ru", "cp866"), ("ru", "koi8-r"), ("ru", "gb18030"), ("kk", "kz1048"), ("kk", "gb18030"), ("mn", "gb18030"),
    ("fa", "cp1256"), ("fa", "gb18030"), ("zh", "gb18030"), ("ja", "cp932"), ("fr", "cp1252"),
]  # fmt: skip
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


def table(language: str, seed: int, rows: int) -> str:
    """A small table of words of a language between numbers, as files of the field are."""
    chance = random.Random(seed)
    words = WORDS[language].split()
    lines = [
        f"{row};{chance.choice(words)};{chance.choice(words)};4{chance.random() * 9:.4f};{chance.randrange(30)}"
        for row in range(rows)
    ]
    return "\r\n".join(["id;a;b;lat;n", *lines]) + "\r\n"


def high_lines(data: bytes) -> bytes:
    """The lines with bytes beyond ASCII."""
    return b"\n".join(line for line in data.split(b"\n") if not line.isascii())


@pytest.mark.parametrize(("language", "encoding"), TABLES)
@given(seed=st.integers(min_value=0, max_value=10**9))
def test_twenty_rows_are_enough_for_every_old_table(language: str, encoding: str, seed: int) -> None:
    """Protects the text of old files: twenty rows of two words each come back as they were written."""
    data = table(language, seed, 20).encode(encoding, "replace")
    guess = old_encoding(high_lines(data))
    assert data.decode(guess.name, "replace") == data.decode(encoding)


@pytest.mark.parametrize(("language", "encoding"), TABLES)
@given(seed=st.integers(min_value=0, max_value=10**9), rows=st.integers(min_value=1, max_value=8))
def test_a_few_words_are_never_wrong_and_sure_of_it(
    language: str, encoding: str, seed: int, rows: int
) -> None:
    """Protects the person's trust: a wrong guess from a few words is always shown as a guess."""
    data = table(language, seed, rows).encode(encoding, "replace")
    sample = high_lines(data)
    if sample:
        guess = old_encoding(sample)
        assert not guess.is_certain or data.decode(guess.name, "replace") == data.decode(encoding)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("барс", "cp1251"), ("Снежный барс", "cp866"), ("Снежный барс у ручья", "koi8-r"), ("雪豹的粪便", "gb18030"), ("クマを目撃", "cp932"), ("сурок 43°15'23\" № 7", "cp1251")],
)  # fmt: skip
def test_one_phrase(text: str, encoding: str) -> None:
    """Protects the smallest files: a single phrase is read rightly, if not surely."""
    assert text.encode(encoding).decode(old_encoding(text.encode(encoding)).name) == text


def test_signs_alone_are_read_as_signs() -> None:
    """Protects degrees and plus-minus in files that are otherwise ASCII."""
    data = b"43\xb015'23\" \xb1 5 m"
    assert data.decode(old_encoding(data).name) == "43°15'23\" ± 5 m"


def test_a_doubtful_guess_offers_others() -> None:
    """Protects the way out: who sees wrong letters is offered the next likely tables, the second opinion's first."""
    guess = old_encoding("дом".encode("koi8-r"))
    assert not guess.is_certain
    assert guess.others
    assert guess.name not in guess.others


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@given(
    text=st.text(
        st.characters(codec="utf-8", exclude_characters="\0\r\n", exclude_categories=["Cc", "Cs"]),
        max_size=60,
    ),
    language=st.sampled_from(sorted(WORDS)),
)
@example(text="", language="zh")
def test_utf16_without_a_mark(encoding: str, text: str, language: str) -> None:
    """Protects what some exporters write: UTF-16 whose first two bytes say nothing."""
    whole = table(language, 1, 5) + text + "\r\n"
    assert unmarked_utf16(whole.encode(encoding)) == encoding


@given(st.binary(max_size=2_000))
def test_any_bytes_are_answered(data: bytes) -> None:
    """Protects against a crash on rubbish: every sample gets some answer."""
    unmarked_utf16(data)
    marked_encoding(data)
    is_mostly_utf8(data)
    guess = old_encoding(data)
    data.decode(guess.name, "replace")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "gb18030", "ascii"])
def test_a_stray_nul_does_not_make_utf16(encoding: str) -> None:
    """Protects files with a block of NUL from a crash: they are not UTF-16."""
    text = table("ru", 3, 50) if encoding != "ascii" else "id;a\r\n1;b\r\n" * 50
    assert unmarked_utf16(text.encode(encoding) + b"\0" * 40) is None
    assert unmarked_utf16(b"\0" + text.encode(encoding)) is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_names_the_encoding(encoding: str) -> None:
    """Protects UTF-32, whose mark begins with that of UTF-16."""
    assert marked_encoding("барс".encode(encoding)) == encoding


def test_every_mark_decodes_without_itself() -> None:
    """Protects the first heading from an invisible letter."""
    assert codecs.BOM_UTF16_BE + "барс".encode("utf-16-be")
    for data in (codecs.BOM_UTF16_BE + "барс".encode("utf-16-be"), codecs.BOM_UTF8 + "барс".encode()):
        encoding = marked_encoding(data)
        assert encoding is not None
        assert data.decode(encoding) == "барс"


@pytest.mark.parametrize(("name", "known"), [("cp1251", True), ("hex", False), ("klingon", False)])
def test_a_chosen_encoding_must_be_one_of_text(name: str, known: bool) -> None:
    """Protects against a choice that is no table of letters."""
    assert is_known_encoding(name) == known


def test_damaged_utf8_is_still_utf8() -> None:
    """Protects a long file from one bad byte: it is UTF-8 with damage, not cp1251 with nonsense."""
    assert is_mostly_utf8("снежный барс у ручья".encode() + b"\xd0" + b" ...")
    assert not is_mostly_utf8("снежный барс у ручья".encode("cp1251"))
