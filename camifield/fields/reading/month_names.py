"""The names of months and seasons in the languages of the region, in any ending, for several calendars."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from camifield.fields.reading.calendars import Calendar
from camifield.fields.reading.edtf import AUTUMN, SPRING, SUMMER, WINTER
from camifield.folding import words


class Month(NamedTuple):
    """A month of a calendar, 1 to 12."""

    number: int
    calendar: Calendar


LONGEST_ENDING = 5
SHORTEST_SHORT_FORM = 3

# The stem of each name, twelve a line; endings may follow. CLDR through Babel 2.18, and old spellings from memory.
_STEMS = (
    "january february march april may june july august september october november december",
    "январ феврал март апрел май июн июл август сентябр октябр ноябр декабр",
    "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "yanvar fevral mart aprel may iyun iyul avgust sentyabr oktyabr noyabr dekabr",
    "yanwar fewral mart aprel may iýun iýul awgust sentýabr oktýabr noýabr dekabr",
    "yanvar fevral mart aprel may iyn iyl avgust sentabr oktabr noyabr dekabr",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "جنوری فبروری مارچ اپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر",
    "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर",
    "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
)
# Names that take no ending and no short form, by calendar.
_OTHERS: tuple[tuple[Calendar, str], ...] = (
    ("gregorian", "- - - - мая - - - - - - -"),
    ("gregorian", "- - - - мае - - - sept - - -"),
    ("gregorian", "- فېبروري - - - - - - سېپتمبر - - -"),
    ("gregorian", "जन फ़र - - - - जुल अग सित अक्टू नव दिस"),
    ("gregorian", "нэгдүгээр хоёрдугаар гуравдугаар дөрөвдүгээр тавдугаар зургаадугаар долоодугаар наймдугаар есдүгээр аравдугаар - -"),
    ("solar_hijri", "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"),
    ("solar_hijri", "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand"),
    ("solar_hijri", "- - - - امرداد - - - - - - -"),
    ("solar_hijri_af", "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت"),
    ("solar_hijri_af", "وری غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب"),
    ("solar_hijri_af", "hamal sawr jawza saratan asad sonbola mizan aqrab qaws jadi dalw hut"),
    ("bikram_sambat", "बैशाख जेठ असार साउन भदौ असोज कात्तिक मंसिर पुष माघ फागुन चैत"),
    ("bikram_sambat", "वैशाख ज्येष्ठ आषाढ श्रावण भाद्र आश्विन कार्तिक मङ्सिर पौष - फाल्गुन चैत्र"),
    ("bikram_sambat", "baisakh jestha ashadh shrawan bhadra ashwin kartik mangsir poush magh falgun chaitra"),
    ("bikram_sambat", "baishakh jeth asar saun bhadau asoj - - pus - phagun chait"),
)  # fmt: skip
_SHORT_STEMS = frozenset({"июн", "июл", "маи"})
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
_ROMAN_TWINS = str.maketrans("хіиш", "xiiш")

# Beginnings of the words for seasons. жаз is summer in Kazakh and spring in Kyrgyz, күз and қыс are the same in both.
_SEASONS: dict[str, tuple[int, ...]] = {
    **dict.fromkeys(
        ("spring", "весн", "хавар", "көктем", "bahor", "баҳор", "бахор", "ýaz", "بهار", "پسرلی", "بہار", "वसन्त", "春"),
        (SPRING,)),
    **dict.fromkeys(
        ("summer", "лет", "зун", "жай", "yoz", "ёз", "тобистон", "tomus", "تابستان", "اوړی", "گرما", "ग्रीष्म", "夏"), (SUMMER,)),
    **dict.fromkeys(
        ("autumn", "fall", "осен", "намар", "күз", "kuz", "куз", "тирамоҳ", "güýz", "پاییز", "خزان", "منی", "शरद", "秋"),
        (AUTUMN,)),
    **dict.fromkeys(
        ("winter", "зим", "өвөл", "өвлийн", "қыс", "кыш", "qish", "қиш", "зимистон", "gyş", "زمستان", "ژمی", "سرما",
         "हिउँद", "जाडो", "冬"), (WINTER,)),
    "жаз": (SUMMER, SPRING),
}  # fmt: skip


def month_of(word: str) -> Month | None:
    """The month that a folded word names in full, with an ending, or by its first three letters; else None."""
    other = _others().get(word)
    if other is not None:
        return other
    for stem, number in _stems():
        takes_ending = len(stem) > SHORTEST_SHORT_FORM or stem in _SHORT_STEMS
        if word.startswith(stem) and len(word) - len(stem) <= (LONGEST_ENDING if takes_ending else 0):
            return Month(number, "gregorian")
        if len(word) >= SHORTEST_SHORT_FORM and stem.startswith(word) and word.isalpha():
            return Month(number, "gregorian")
    return None


def roman_month(word: str) -> int | None:
    """The month of a Roman numeral, as field notebooks write it (14.III.24), in Latin or Cyrillic letters; else None."""
    latin = word.translate(_ROMAN_TWINS).replace("ш", "iii")
    return _ROMAN.index(latin) + 1 if latin in _ROMAN else None


def seasons_of(word: str) -> tuple[int, ...]:
    """The seasons (21 spring to 24 winter) that a folded word may name; none for any other word."""
    return next((found for stem, found in _seasons() if word.startswith(stem)), ())


@cache
def _stems() -> tuple[tuple[str, int], ...]:
    return tuple(
        (words(name), number) for line in _STEMS for number, name in enumerate(line.split(), start=1)
    )


@cache
def _others() -> dict[str, Month]:
    return {
        words(name): Month(number, calendar)
        for calendar, line in reversed(_OTHERS)
        for number, name in enumerate(line.split(), start=1)
        if name != "-"
    }


@cache
def _seasons() -> tuple[tuple[str, tuple[int, ...]], ...]:
    return tuple((words(stem), found) for stem, found in _SEASONS.items())
