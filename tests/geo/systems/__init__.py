"""The room of coordinate systems, tried against PROJ."""
