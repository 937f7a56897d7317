"""CAMI Field: records of wildlife, grazing and conflicts, kept offline and handed over whole."""
