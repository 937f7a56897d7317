"""Two versions of the program: the present one, and one from before it that knows a field, a group and three kinds less."""

from __future__ import annotations

from functools import cache

from camifield.fields.declaration import Declared
from camifield.kinds.catalogue import kinds

# An open field, a restricted group, and whole kinds that the older version has never heard of.
UNKNOWN_FIELDS = {"sighting": ("transect",), "conflict": ("owner_name", "owner_phone")}
UNKNOWN_KINDS = ("grazing", "clock_correction", "area")


@cache
def older_kinds() -> dict[str, Declared]:
    """The registry of the older version. Its tables have the same names, so that an upgrade adds columns to them."""
    return {
        name: Declared(
            name,
            one.model,
            {
                field: column
                for field, column in one.columns.items()
                if field not in UNKNOWN_FIELDS.get(name, ())
            },
            one.repeats,
            one.rules,
        )
        for name, one in kinds().items()
        if name not in UNKNOWN_KINDS
    }
