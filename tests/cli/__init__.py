"""The terminal: its words, its answers, its exit codes."""
