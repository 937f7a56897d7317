"""Backups: whole copies in one file each, checked when made, thinned by age, and put back without losing the present."""
