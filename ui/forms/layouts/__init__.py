"""How each kind sits on the page: sections, order, and what is folded away; one file a kind."""
