"""The page of photos, tried with real windows."""
