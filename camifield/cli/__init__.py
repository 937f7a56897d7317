"""The terminal: the same jobs as the window, without one, for people who like to type and for programs."""
