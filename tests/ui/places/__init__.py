"""The page of known places, tried with real windows."""
