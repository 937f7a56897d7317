"""The packaged lists are whole and honest, and what people write finds the right row, or all that it may mean."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

import pytest

from camifield import resources
from camifield.fields.term import LANGUAGES, RANGE_STATES, Species, Term, packaged, table
from camifield.fields.vocabulary import Vocabulary, species, species_by_code


def names_in(text: str) -> list[str]:
    """The words of a text, so that long lists of names stay readable here."""
    return text.split()


LISTS = names_in("""
    about age_group agency_notified area_kind aspect attack_place bearing_north behaviour calendar camp_type carcass_condition
    cause_certainty cause_of_death certainty claim_decision claim_made clinical_sign clock_quality conflict_type
    consent coordinate_system corral_type count_method counted country crop currency disposal distance_method
    dog_role evidence finding first_reaction georeference_source grazing_action grazing_type guarding habitat
    herd_origin herding horn_class how_known injury landform livestock livestock_class mark_type mortality_scale
    observer_role occurrence offset_source origin ownership part_of_day pasture_condition patrol_purpose
    person_role place_kind position_of predator_proof preservative prevention property_damaged record_state
    response ruggedness sample_type sampling_protocol season_pasture segment_result sensitivity
    sheep_unit_scheme sign_age sign_type source_type species species_group substrate suspected_disease tenure
    transport trophy_part vaccinated vaccine_disease victim_activity victim_sex water_state water_type weather
    winter_loss_cause yes_no_not_looked yes_no_unknown
""")
TABLES = ["sheep_units"]
# Lists of which several may be chosen: a cell of a workbook holds their labels side by side.
SEVERAL = names_in("""
    agency_notified clinical_sign conflict_type evidence guarding prevention property_damaged response transport
    trophy_part weather
""")
# Questions that nobody can fail to answer, and lists that are not questions.
WITHOUT_UNKNOWN = names_in("""
    about area_kind consent country currency finding grazing_action grazing_type livestock_class occurrence
    person_role place_kind record_state sample_type segment_result sensitivity sheep_unit_scheme species
    species_group yes_no_not_looked conflict_type
""")

SNOW_LEOPARD, WILD_CAMEL, WILD_YAK = "SNL", "WCA", "YAK"
ANIMALS = Vocabulary("species")


def all_terms() -> list[tuple[str, Term]]:
    """Every row of every list with the name of its list."""
    return [(name, term) for name in LISTS for term in packaged(name)]


def test_the_folder_holds_the_lists_that_kinds_are_declared_against() -> None:
    """A list that is missing, or that nobody knows of, is noticed."""
    files = {file.stem for file in resources.path("vocabularies").glob("*.csv")}
    assert files == {*LISTS, *TABLES}


@pytest.mark.parametrize("name", [*LISTS, *TABLES])
def test_files_are_plain_utf8_with_unix_lines(name: str) -> None:
    """Diffs stay readable, and no byte order mark becomes part of the first heading."""
    content = resources.path("vocabularies", f"{name}.csv").read_bytes()
    assert content.decode("utf-8")
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")


@pytest.mark.parametrize("name", [*LISTS, *TABLES])
def test_every_row_is_whole_and_says_where_it_comes_from(name: str) -> None:
    """No row has a cell too many or too few, stray spaces, or no source."""
    for row in table(name):
        assert None not in row
        assert all(text == text.strip() for text in row.values()), row
        assert row["source"]


@pytest.mark.parametrize("name", LISTS)
def test_codes_are_stable_words(name: str) -> None:
    """A code goes into signed records: ASCII, without spaces, and only once in its list."""
    codes = [term.code for term in packaged(name)]
    assert [code for code, times in Counter(codes).items() if times > 1] == []
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", code) for code in codes)


@pytest.mark.parametrize("name", LISTS)
def test_every_row_has_its_words(name: str) -> None:
    """English and Russian are whole; Mongolian is drafted wherever the animal has a Mongolian name."""
    wanted = ("en", "ru") if name == "species" else ("en", "ru", "mn")
    for term in packaged(name):
        for language in wanted:
            label = term.labels[language]
            assert label[0] == label[0].upper(), label
            assert "  " not in label


@pytest.mark.parametrize("name", LISTS)
def test_no_two_rows_look_the_same(name: str) -> None:
    """Two answers with one label would be a coin to toss for the person who reads them."""
    for language in LANGUAGES:
        labels = Counter(term.labels.get(language, term.code).casefold() for term in packaged(name))
        assert [label for label, times in labels.items() if times > 1] == []


@pytest.mark.parametrize("name", LISTS)
def test_a_label_is_read_back_as_its_own_code(name: str) -> None:
    """A workbook written with labels, in any language, comes back as the same answers."""
    vocabulary = Vocabulary(name)
    for term in vocabulary.terms:
        for label in (term.code, *term.labels.values()):
            assert vocabulary.match(label) == [term.code], label


@pytest.mark.parametrize("name", LISTS)
def test_not_known_stands_last_and_reads_the_same_everywhere(name: str) -> None:
    """A person who cannot answer finds "Not known" in its place, and no list has it by mistake or lacks it."""
    terms = Vocabulary(name).terms
    codes = [term.code for term in terms]
    if name in WITHOUT_UNKNOWN:
        assert "unknown" not in codes or name == "livestock_class"
        return
    assert "unknown" in codes[-2:]
    assert Vocabulary(name).label("unknown", "ru") == "Не знаю"
    assert Vocabulary(name).label("unknown", "mn") == "Мэдэхгүй"


@pytest.mark.parametrize("name", SEVERAL)
def test_labels_chosen_together_can_be_told_apart(name: str) -> None:
    """A label with a comma, slash or plus would fall into two answers when several stand in one cell."""
    for term in packaged(name):
        assert not any(set(label) & set(",;/+|") for label in term.labels.values())


def test_words_on_screens_follow_the_word_table() -> None:
    """The words that people object to ("absent", "queried", "rejected") are not shown."""
    assert Vocabulary("occurrence").label("absent", "en") == "Looked, none found"
    assert Vocabulary("occurrence").label("absent", "ru") == "Не обнаружено"
    assert Vocabulary("record_state").label("question", "en") == "Question for you"
    assert Vocabulary("record_state").label("not_accepted", "en") == "Not accepted"
    shown = " ".join(label.casefold() for _, term in all_terms() for label in term.labels.values())
    assert "queried" not in shown
    assert "конфликт" not in shown


def test_retaliation_is_not_offered_beside_a_claim() -> None:
    """The answer endangers the person who writes it: it waits for the restricted part of the log."""
    assert Vocabulary("conflict_type").term("retaliation") is None


def test_livestock_classes_belong_to_kinds_and_say_the_sex_once() -> None:
    """A ewe is a sheep and female: the form asks no second question, and sheep units find the kind."""
    kinds = {term.code for term in packaged("livestock")}
    classes = Vocabulary("livestock_class")
    for term in classes.terms:
        assert term.columns["age_class"] in ("young", "yearling", "adult", "unknown")
        assert term.columns["sex"] in ("male", "female", "castrated", "unknown")
        assert term.code in ("other", "unknown") or term.columns["kind"] in kinds
    assert {kind for kind in kinds if classes.term(kind) is None} == set()
    ewe = classes.term("sheep_ewe")
    assert ewe is not None
    assert (ewe.columns["kind"], ewe.columns["sex"]) == ("sheep", "female")


def test_sheep_units_are_numbers_of_known_kinds_and_admit_what_is_memory() -> None:
    """A coefficient from memory is never shown as an official one."""
    kinds = {term.code for term in packaged("livestock")}
    schemes = {term.code for term in packaged("sheep_unit_scheme")}
    for row in table("sheep_units"):
        assert row["kind"] in kinds
        assert row["scheme"] in schemes
        factor = Decimal(row["factor"])
        assert factor > 0
        assert Decimal(row["factor_least"] or factor) <= factor <= Decimal(row["factor_most"] or factor)
        assert row["status"]


def test_currencies_of_all_range_states_are_there() -> None:
    """Money is kept in the local currency of each of the 14 states."""
    assert {term.columns["country"] for term in packaged("currency")} >= RANGE_STATES


def test_countries_begin_with_the_range_states() -> None:
    """People choose among 249 countries, nearly always one of fourteen; the others are there for real files."""
    codes = [term.code for term in Vocabulary("country").terms]
    assert set(codes[:14]) == RANGE_STATES
    assert {"JP", "TZ", "HU", "US"} <= set(codes)
    assert Vocabulary("country").match("Киргизия") == Vocabulary("country").match("Кыргызстан") == ["KG"]


# The animals


def test_species_refer_only_to_rows_that_exist() -> None:
    """A question "or was it ...?" never names an animal that the list does not have."""
    codes = {one.code for one in species()}
    for one in species():
        assert {*one.confused_with, *one.may_be} <= codes
        assert set(one.range_states) <= {*RANGE_STATES, "all"}
        assert one.range_states
        assert set(one.doubtful_states) <= RANGE_STATES
        assert one.sensitivity in ("extreme", "high", "medium", "low", "none")
        assert one.sensitivity_source
        assert one.soft_max > 0
        assert one.group in {term.code for term in packaged("species_group")}


def test_the_treaty_animals_are_all_there_with_both_readings_of_the_appendix() -> None:
    """The fifteen of the source document and the two added later; doubtful appendices are kept as a question."""
    assert len([one for one in species() if one.tier == "cami"]) == 15
    assert {one.code for one in species() if one.tier == "cami_2025"} == {"PAL", "LYN"}
    disputed = {
        one.code: (one.cms_appendix, one.cms_appendix_expected) for one in species() if "CMS" in one.notes
    }
    assert disputed == {"GOB": ("II", "I"), "URI": ("I", "II")}


@pytest.mark.parametrize(
    "text",
    [
        "SNL",
        "Snow leopard",
        "SNOW  LEOPARD",
        "snow_leopard",
        "Snowleopard",
        "Снежный барс",
        "ирбис",
        "Цоохор ирвэс",
        "ирвэс",
        "қар барысы",
        "илбирс",
        "qor qoploni",
        "پلنگ برفی",
        "雪豹",
        "हिउँ चितुवा",
        "གསའ",
        "Uncia uncia",
        "Panthera uncia",
        "Panthera uncia (Schreber, 1775)",
    ],
)
def test_an_animal_is_known_by_any_of_its_names(text: str) -> None:
    """A table in any language of the region, old or new Latin, comes in as the same animal."""
    assert ANIMALS.match(text) == [SNOW_LEOPARD]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Camelus bactrianus", {WILD_CAMEL, "DCA"}),
        ("Верблюд", {WILD_CAMEL, "DCA", "DRO"}),
        ("Bos grunniens", {WILD_YAK, "DYK"}),
        ("як", {WILD_YAK, "DYK"}),
        ("Equus caballus", {"PRZ", "HRS"}),
        ("Equus ferus", {"PRZ", "HRS"}),
        ("Ursus arctos", {"BRB", "GOB"}),
        ("Ursus arctos isabellinus", {"BRB", "GOB"}),
        ("Panthera pardus", {"LEO", "LEC"}),
        ("барс", {"SNL", "LEO", "LEC"}),
        ("Cervus elaphus", {"RDE", "BUK"}),
        ("Vulpes sp.", {"RFX", "COR", "TBF", "BFX"}),
    ],
)
def test_a_name_of_several_animals_gives_them_all(text: str, codes: set[str]) -> None:
    """A wild camel is never silently a herd animal, nor the Gobi bear any brown bear: a person is asked."""
    assert set(ANIMALS.match(text)) == codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Camelus ferus", WILD_CAMEL),
        ("дикий верблюд", WILD_CAMEL),
        ("хавтгай", WILD_CAMEL),
        ("Тэмээ", "DCA"),
        ("Bos mutus", WILD_YAK),
        ("сарлаг", "DYK"),
        ("Equus ferus caballus", "HRS"),
        ("Equus przewalskii", "PRZ"),
        ("Canis lupus", "WOL"),
        ("Canis lupus familiaris", "DOG"),
        ("Capra aegagrus hircus", "DGT"),
        ("Ursus arctos gobiensis", "GOB"),
        ("Ovis ammon darwinii", "ARG"),
        ("Moschus sp.", "MUS"),
    ],
)
def test_wild_and_domestic_are_told_apart_where_the_name_does(text: str, code: str) -> None:
    """A name that says which one it is needs no question."""
    assert ANIMALS.match(text) == [code]


@pytest.mark.parametrize(
    ("wild", "domestic"), [("WOL", "DOG"), ("YAK", "DYK"), ("WCA", "DCA"), ("PRZ", "HRS"), ("AWA", "DNK")]
)
def test_the_commonest_costly_confusions_are_asked_about_both_ways(wild: str, domestic: str) -> None:
    """Wolf or dog, wild or domestic: each names the other, and only one of them is domestic."""
    one, other = species_by_code(wild), species_by_code(domestic)
    assert one is not None
    assert other is not None
    assert domestic in one.confused_with
    assert wild in other.confused_with
    assert (one.is_domestic, other.is_domestic) == (False, True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("wolf or dog", "wolf_or_dog"),
        ("Canis sp.", "wolf_or_dog"),
        ("газель", "gazelle_unsure"),
        ("wild sheep or goat", "wild_sheep_or_goat_unsure"),
        ("Felidae", "cat_unsure"),
        ("медведь", "bear_unsure"),
        ("баавгай", "bear_unsure"),
        ("unknown", "UNK"),
        ("не определено", "UNK"),
    ],
)
def test_an_uncertain_answer_is_an_answer(text: str, code: str) -> None:
    """What people write when they are not sure is kept as just that, never as a guess."""
    assert ANIMALS.match(text) == [code]


def test_an_uncertain_answer_is_as_sensitive_as_what_it_may_be() -> None:
    """ "A cat, not sure which" must not print the exact place of a snow leopard."""
    order = ["none", "low", "medium", "high", "extreme"]
    for one in species():
        known = [other for code in one.may_be if (other := species_by_code(code)) is not None]
        for country in RANGE_STATES:
            here = [other for other in known if other.lives_in(country) == "yes"]
            worst = max((order.index(other.sensitivity_for(country)) for other in here), default=0)
            assert order.index(one.sensitivity_for(country)) >= worst, (one.code, country)


@pytest.mark.parametrize(
    "text", ["волк?", "wolf ？", "Canis cf. lupus", "Panthera aff. uncia", "?", "", "   ", "zebra", "car"]
)
def test_doubt_and_strangers_match_nothing(text: str) -> None:
    """A written doubt does not become a certainty, nor a car on a camera trap a caracal (CAR)."""
    assert ANIMALS.match(text) == []


def test_a_code_in_look_alike_letters_is_the_code() -> None:
    """АRG with a Cyrillic А came from a keyboard, not from another animal."""
    assert ANIMALS.match("АRG") == ["ARG"]


def test_the_questions_of_cats_bears_and_horned_animals_are_marked() -> None:
    """Cats and bears are asked for adults and cubs; the five with horn classes for those."""
    assert {one.code for one in species() if one.horn_classes} == {"ARG", "URI", "SIB", "BLS", "MKH"}
    assert all(one.cubs for one in species() if one.group in ("cat", "bear"))
    assert {"WOL", "SNL", "DOG", "wolf_or_dog"} <= {one.code for one in species() if one.is_predator}


@pytest.mark.parametrize(
    ("code", "country", "answer"),
    [
        ("SNL", "MN", "yes"),
        ("SNL", "IR", "no"),
        ("WCA", "KZ", "doubtful"),
        ("WOL", "TJ", "yes"),
        ("ABB", "JP", "unknown"),
        ("PRZ", "HU", "unknown"),
    ],
)
def test_the_range_is_known_only_for_the_range_states(code: str, country: str, answer: str) -> None:
    """A bear in Japan is not out of range: the table does not speak of Japan."""
    one = species_by_code(code)
    assert one is not None
    assert one.lives_in(country) == answer


def test_latin_names_fit_darwin_core() -> None:
    """A genus is exported without "spp.", and no name holds two taxa or a remark."""
    for one in species():
        assert re.fullmatch(r"|[A-Z][a-z]+( [a-z]+){0,2}", one.scientific_name), one.scientific_name
    assert [one.code for one in species() if not one.scientific_name] == ["not_on_list"]


# Finding


@pytest.mark.parametrize(
    ("typed", "language", "code"),
    [
        ("сн", "ru", "SNL"),
        ("барс", "ru", "SNL"),
        ("СНЕЖНЫЙ б", "ru", "SNL"),
        ("leopard snow", "en", "SNL"),
        ("uncia", "mn", "SNL"),
        ("хавт", "mn", "WCA"),
        ("hulan", "en", "AWA"),
        ("雪豹", "en", "SNL"),
        ("豹", "zh", "LEO"),
        ("snl", "en", "SNL"),
        ("козел", "ru", "DGT"),
        ("argaly", "en", "ARG"),
        ("снежны барз", "ru", "SNL"),
    ],
)
def test_what_is_typed_offers_the_animal(typed: str, language: str, code: str) -> None:
    """A few letters in any language, or with a slip of the finger, bring the animal among the first three."""
    assert code in [term.code for term in ANIMALS.find(typed, language, 3)]


def test_the_readers_own_language_comes_first() -> None:
    """ "Ba" is a badger to an English reader before it is any name in another language."""
    labels = [term.label("en") for term in ANIMALS.find("ba", "en", 20)]
    starting = [label.casefold().startswith("ba") for label in labels]
    assert starting[0]
    assert starting == sorted(starting, reverse=True)


def test_beginnings_come_before_middles() -> None:
    """Words that begin with what is typed stand above words that only hold it."""
    codes = [term.code for term in Vocabulary("habitat").find("steppe", "en", 9)]
    assert codes[0] == "steppe"
    assert set(codes) == {"steppe", "meadow_steppe", "mountain_steppe"}


def test_nothing_typed_offers_the_list_from_its_top_and_limits_hold() -> None:
    """An opened list shows its first rows in their order."""
    assert [term.code for term in ANIMALS.find("", "en", 2)] == ["ARG", "CHE"]
    assert len(ANIMALS.find("a", "en", 5)) == 5
    assert ANIMALS.find("qqqqqq", "en", 5) == []


# The project's own rows

OWN = Species(
    code="own_1",
    labels={"ru": "Снежная антилопа", "en": "Snow antelope"},
    other_names=("тестовая",),
    sensitivity="high",
)


def test_own_rows_are_offered_found_and_matched() -> None:
    """An animal that the team added is there at once, above "not on the list"."""
    vocabulary = Vocabulary("species", [OWN])
    assert [term.code for term in vocabulary.terms][-3:] == ["own_1", "not_on_list", "UNK"]
    assert vocabulary.match("снежная антилопа") == ["own_1"]
    assert vocabulary.find("тест", "ru", 3)[0] == OWN
    assert vocabulary.label("own_1", "mn") == "Snow antelope"
    assert species_by_code("own_1", [OWN]) == OWN
    assert OWN in species([OWN])
    assert ANIMALS.term("own_1") is None


def test_an_own_row_corrects_a_packaged_one_in_its_place() -> None:
    """An agency can correct a fact that awaits confirmation without losing the code that records hold."""
    corrected = Species(code="URI", labels={"en": "Urial"}, sensitivity="high", range_states=("KZ",))
    vocabulary = Vocabulary("species", [corrected])
    assert vocabulary.term("URI") is corrected
    assert [term.code for term in vocabulary.terms] == [term.code for term in ANIMALS.terms]


def test_two_corrections_of_one_row_are_not_mixed_up() -> None:
    """What was worked out for yesterday's wording is not shown for today's."""
    for word in ("Первый", "Второй"):
        vocabulary = Vocabulary("habitat", [Term(code="own", labels={"en": word})])
        assert vocabulary.label("own", "en") == word
        assert vocabulary.match(word) == ["own"]


def test_an_unknown_code_still_shows() -> None:
    """An answer from a newer laptop is shown by its code, never as nothing."""
    assert Vocabulary("habitat").label("floating_ice", "ru") == "floating_ice"
    assert Vocabulary("habitat").term("floating_ice") is None


def test_a_language_without_a_word_shows_the_english_one() -> None:
    """A Tajik window shows an English word rather than nothing, and regional forms of a language are understood."""
    assert Vocabulary("habitat").label("steppe", "tg") == "Steppe"
    assert (
        Vocabulary("habitat").label("steppe", "ru_KZ")
        == Vocabulary("habitat").label("steppe", "ru-RU")
        == "Степь"
    )


@pytest.mark.parametrize("name", ["no_such_list", "../species", ""])
def test_an_unknown_list_is_refused(name: str) -> None:
    """A list is asked for by its name alone; no path leads out of the folder."""
    with pytest.raises(FileNotFoundError):
        Vocabulary(name)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("how_known", "camera", "camera"),
        ("yes_no_unknown", "ДА", "yes"),
        ("yes_no_unknown", "n", "no"),
        ("aspect", "сз", "NW"),
        ("livestock", "корова", "cattle"),
        ("livestock", "МРС", "sheep_goat"),
        ("livestock_class", "овцематки", "sheep_ewe"),
        ("livestock_class", "Хуц", "sheep_ram"),
        ("attack_place", "загон ночью", "corral_night"),
        ("coordinate_system", "dms", "DMS"),
        ("currency", "MNT", "MNT"),
        ("suspected_disease", "ppr", "PPR"),
        ("segment_result", "0", "none_found"),
    ],
)
def test_cells_of_real_tables_are_understood(name: str, text: str, code: str) -> None:
    """What people write in a column is read in any language, spelling and case."""
    assert Vocabulary(name).match(text) == [code]
