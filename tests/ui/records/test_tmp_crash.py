"""tmp."""
from __future__ import annotations
import os
from tests.ui.records.test_correcting import *
V=os.environ.get('V','')
def test_x(filled, open_page, project):
    """x."""
    page = open_page()
    if 's' in V: page.list.filters.set_codes(KIND, ("sighting",))
    view = begun(page)
    if '1' in V: ask(view, "certainty")
    if 'i' in V: assert inside(view.editor, ChipRow)
    if '2' in V: ask(view, "recorded_by")
    if 'j' in V: (ahead,) = inside(view.editor, TypeAhead)
    if 'o' in V:
        a=view.editor._ahead; a.setText("гул"); a.open_list()
    if '3' in V: ask(view, "weather")
