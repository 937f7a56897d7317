"""The values that screens ask with and are answered with, under one roof: screens never reach below the queries."""

from camifield.store.cards import Card, Points
from camifield.store.draft import Draft
from camifield.store.query import EVERYTHING, Bin, Box, CardQuery, Page
from camifield.store.records import StoredRecord
from camifield.store.search import Expand, expand_nothing

__all__ = (
    "EVERYTHING",
    "Bin",
    "Box",
    "Card",
    "CardQuery",
    "Draft",
    "Expand",
    "Page",
    "Points",
    "StoredRecord",
    "expand_nothing",
)
