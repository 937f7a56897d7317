"""What writes build on: which of them a writer knew, and what a record held before people went different ways."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from camifield.revisions.merge import Folded, Write, fold


def past_of(writes: Mapping[bytes, Write], commits: Iterable[bytes]) -> set[bytes]:
    """These commits and all that they build on, near and far, so far as they are among `writes`."""
    found: set[bytes] = set()
    ahead = [commit for commit in commits if commit in writes]
    while ahead:
        commit = ahead.pop()
        if commit not in found:
            found.add(commit)
            ahead.extend(base for base in writes[commit].bases if base in writes)
    return found


def before(writes: Iterable[Write], commits: Collection[bytes]) -> Folded:
    """What the record held before all of these commits: the fold of what every one of them builds on.

    Nothing (`NOTHING`) when they share no past here.
    """
    known = {write.commit: write for write in writes}
    pasts = [past_of(known, (commit,)) for commit in commits if commit in known]
    if not pasts:
        return fold(())
    shared = set[bytes].intersection(*pasts) - set(commits)
    return fold(known[commit] for commit in shared)
