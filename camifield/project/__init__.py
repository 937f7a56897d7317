"""An open project: its store, its drafts, who is who, and how it is opened; passed in, never global."""
