"""The map itself: what is in view, how it is drawn, marks that never overlap; drawn upon by pages, forms and paper."""
