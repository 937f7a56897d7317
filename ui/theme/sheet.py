"""The one style sheet, made from tokens, scale and script: Qt's own widgets dressed like the painted ones.

What the kit paints itself (buttons, chips, cards, tiles) is not here. Left and right are swapped by hand, because
QSS padding does not mirror.
"""

from __future__ import annotations

from typing import get_args

from ui.theme import fonts
from ui.theme.roles import TYPES, Role
from ui.theme.tokens import Colours, Sizes, Tone

TONES: tuple[Tone, ...] = get_args(Tone)
EDITORS = "QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox"


def make(colours: Colours, sizes: Sizes, script: str) -> str:
    """The QSS text for the whole program."""
    is_rtl = script in fonts.RIGHT_TO_LEFT
    return "".join(
        (
            _text(colours, sizes, script),
            _editors(colours, sizes),
            _combo(colours, sizes, is_rtl=is_rtl),
            _lists(colours, sizes, is_rtl=is_rtl),
            _scroll_bars(colours, sizes),
            _surfaces(colours, sizes),
        )
    )


def _family(script: str, *, is_serif: bool) -> str:
    return ", ".join(f'"{name}"' for name in fonts.families(script, is_serif=is_serif))


def _type(role: Role, sizes: Sizes, script: str) -> str:
    """The font of a role as QSS declarations."""
    kind = TYPES[role]
    return (
        f"font-family: {_family(script, is_serif=kind.is_serif)}; font-size: {round(kind.px * sizes.scale)}px; "
        f"font-weight: {600 if kind.is_strong else 400}; font-style: {'italic' if kind.is_italic else 'normal'};"
    )


def _text(colours: Colours, sizes: Sizes, script: str) -> str:
    rules = [f'QLabel[role="{role}"] {{ {_type(role, sizes, script)} }}' for role in TYPES]
    rules += [f'QLabel[tone="{tone}"] {{ color: {colours.tone(tone)}; }}' for tone in TONES]
    side = sizes.px(8)
    rules.append(
        f'QLabel[shape="tag"], QLabel[shape="key"] {{ background: {colours.sunken}; color: {colours.ink2}; '
        f"border: {sizes.border}px solid {colours.line}; border-radius: {sizes.radius_tag}px; "
        f"padding: {sizes.px(2)}px {side}px; }}"
    )
    # A key cap stands a little off the page: its lower edge is twice as strong.
    rules.append(f'QLabel[shape="key"] {{ border-bottom-width: {2 * sizes.border}px; }}')
    return "\n".join(rules)


def _box(sizes: Sizes, border: int) -> str:
    """The inner box that makes a bordered control exactly as high as every other, whatever its border."""
    return (
        f"padding: 0px {sizes.px(14) - border}px; min-height: {sizes.control - 2 * border}px; "
        f"border-width: {border}px;"
    )


def _editors(colours: Colours, sizes: Sizes) -> str:
    strong = sizes.focus

    def state(suffix: str, more: str, border: int) -> str:
        names = ", ".join(f"{name}{suffix}" for name in EDITORS.split(", "))
        high = sizes.control - 2 * border
        # Qt adds 3 px to a spin box of its own accord.
        return (
            f"{names} {{ {_box(sizes, border)} {more} }}\n"
            f"QAbstractSpinBox{suffix} {{ max-height: {high}px; }}\n"
        )

    rules = state(
        "",
        f"background: {colours.sheet}; border: {sizes.border}px solid {colours.edge}; "
        f"border-radius: {sizes.radius_control}px; selection-background-color: {colours.accent}; "
        f"selection-color: {colours.on_accent}; placeholder-text-color: {colours.ink3};",
        sizes.border,
    )
    rules += state("[readOnly='true']", f"background: {colours.sunken};", sizes.border)
    rules += state(
        ":disabled",
        f"background: {colours.sunken}; border-color: {colours.line}; color: {colours.ink3}; "
        f"border-style: {'dashed' if colours.is_plain else 'solid'};",
        sizes.border,
    )
    for finding in ("error", "warning"):
        tone, tint = (
            (colours.error, colours.error_tint)
            if finding == "error"
            else (colours.warning, colours.warning_tint)
        )
        rules += state(f'[finding="{finding}"]', f"border-color: {tone}; background: {tint};", strong)
    rules += state(":focus", f"border-color: {colours.focus};", strong)
    texts = sizes.px(8)
    rules += f"QTextEdit, QPlainTextEdit {{ padding: {texts}px {sizes.px(10)}px; }}\n"
    rules += (
        "QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0px; border: none; }\n"
        "QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QAbstractSpinBox QLineEdit:disabled, "
        "QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; background: transparent; padding: 0px; "
        "min-height: 0px; }\n"
        f'QLineEdit[inside="true"] {{ border: none; background: transparent; padding: 0px; '
        f"min-height: {sizes.px(24)}px; }}\n"
    )
    return rules


def _combo(colours: Colours, sizes: Sizes, *, is_rtl: bool) -> str:
    near, far = ("right", "left") if is_rtl else ("left", "right")
    room = sizes.px(36)
    return (
        f"QComboBox {{ padding-{near}: {sizes.px(13)}px; padding-{far}: {room}px; }}\n"
        f"QComboBox::drop-down {{ width: {room}px; border: none; background: transparent; }}\n"
        "QComboBox::down-arrow { image: none; width: 0px; height: 0px; }\n"
        f"QComboBox QAbstractItemView {{ background: {colours.sheet}; border: {sizes.border}px solid {colours.edge}; "
        f"outline: none; padding: {sizes.px(4)}px; selection-background-color: {colours.soft}; "
        f"selection-color: {colours.soft_ink}; }}\n"
        f"QComboBox QAbstractItemView::item {{ min-height: {sizes.control}px; padding: 0px {sizes.px(10)}px; "
        f"border-radius: {sizes.radius_tag}px; }}\n"
        f"QComboBox QAbstractItemView::item:selected {{ background: {colours.soft}; color: {colours.soft_ink}; }}\n"
    )


def _lists(colours: Colours, sizes: Sizes, *, is_rtl: bool) -> str:
    start = "right" if is_rtl else "left"
    return (
        "QAbstractItemView { outline: none; }\n"
        f"QTableView, QListView, QTreeView, QHeaderView {{ background: transparent; border: none; "
        "selection-background-color: transparent; }\n"
        f"QHeaderView::section {{ background: transparent; color: {colours.ink2}; border: none; "
        f"border-bottom: {sizes.border}px solid {colours.edge}; padding: 0px {sizes.px(12)}px; "
        f"font-size: {sizes.px(13)}px; font-weight: 600; }}\n"
        # Qt's own file dialog has lists that no delegate of ours paints.
        "QFileDialog QListView, QFileDialog QTreeView { "
        f"background: {colours.sheet}; selection-background-color: {colours.accent}; "
        f"selection-color: {colours.on_accent}; }}\n"
        f"QMenu {{ background: {colours.sheet}; border: {sizes.border}px solid {colours.edge}; "
        f"padding: {sizes.px(4)}px; }}\n"
        f"QMenu::item {{ padding: {sizes.px(8)}px {sizes.px(16)}px; border-radius: {sizes.radius_tag}px; }}\n"
        f"QMenu::item:selected {{ background: {colours.soft}; color: {colours.soft_ink}; }}\n"
        f"QMenu::item:disabled {{ color: {colours.ink3}; }}\n"
        f"QMenu::icon {{ padding-{start}: {sizes.px(10)}px; }}\n"
        f"QMenu::separator {{ height: {sizes.border}px; background: {colours.line}; margin: {sizes.px(4)}px; }}\n"
    )


def _scroll_bars(colours: Colours, sizes: Sizes) -> str:
    broad, inset, least = sizes.px(12), sizes.px(2), sizes.px(40)
    round_ = (broad - 2 * inset) // 2
    return (
        f"QScrollBar {{ background: transparent; border: none; margin: 0px; }}\n"
        f"QScrollBar:vertical {{ width: {broad}px; }}\nQScrollBar:horizontal {{ height: {broad}px; }}\n"
        f"QScrollBar::handle {{ background: {colours.edge}; border-radius: {round_}px; margin: {inset}px; }}\n"
        f"QScrollBar::handle:vertical {{ min-height: {least}px; }}\n"
        f"QScrollBar::handle:horizontal {{ min-width: {least}px; }}\n"
        f"QScrollBar::handle:hover {{ background: {colours.ink2}; }}\n"
        "QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; border: none; }\n"
        "QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }\n"
        "QAbstractScrollArea::corner { background: transparent; border: none; }\n"
    )


def _surfaces(colours: Colours, sizes: Sizes) -> str:
    return (
        f"QToolTip {{ background: {colours.sheet}; color: {colours.ink}; "
        f"border: {sizes.border}px solid {colours.edge}; padding: {sizes.px(6)}px {sizes.px(8)}px; "
        f"font-size: {sizes.px(14)}px; }}\n"
        "QScrollArea { background: transparent; border: none; }\n"
        "QSplitter::handle { background: transparent; }\n"
    )
