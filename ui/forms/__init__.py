"""The form: made from the declaration, set on the page by hand."""
