"""The file layer: a root folder and the few durable operations the program uses on it, handed in so that faults can be played."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


class Folder:
    """A folder that belongs to the program. Names are made by the program, never taken from a file or a bundle."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, *names: str) -> Path:
        """The path of a name inside. Raises ValueError for a name that would step outside."""
        found = self.root.joinpath(*names)
        if not found.resolve().is_relative_to(self.root.resolve()):
            raise ValueError(f"outside the folder: {names}")
        return found

    def within(self, *names: str) -> Folder:
        """The folder of that name inside, there or not, with the same operations: a sort that plays faults keeps them."""
        return type(self)(self.path(*names))

    def make(self, *names: str) -> Folder:
        """The folder of that name inside, made if it was not there."""
        self.path(*names).mkdir(parents=True, exist_ok=True)
        return self.within(*names)

    def exists(self, *names: str) -> bool:
        return self.path(*names).exists()

    def read(self, *names: str) -> bytes:
        return self.path(*names).read_bytes()

    def write(self, data: bytes, *names: str, private: bool = False) -> None:
        """Write the whole file or nothing, as `writing` does."""
        with self.writing(*names, private=private) as out:
            out.write(data)

    @contextmanager
    def writing(self, *names: str, private: bool = False) -> Generator[BinaryIO]:
        """A file that is there whole when the block ends well, and not at all (or as it was) when it does not.

        A temporary name, fsync, rename. `private` keeps it from other users.
        """
        target = self.path(*names)
        self._make_durably(target.parent)
        temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600 if private else 0o644)
            with os.fdopen(handle, "wb") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            os.replace(temporary, target)
        except BaseException:
            temporary.unlink(missing_ok=True)  # on a full disk the half file would take the last room
            raise
        self._settle(target.parent)

    def rename(self, name: str, to: str) -> None:
        """Give a file of this folder another name, durably, in place of one that has it. Raises OSError."""
        os.replace(self.path(name), self.path(to))
        self._settle(self.root)

    def remove(self, *names: str) -> None:
        self.path(*names).unlink(missing_ok=True)

    def names(self, *names: str) -> Iterator[str]:
        """The names inside a folder, sorted; none when it is not there."""
        path = self.path(*names)
        if path.is_dir():
            yield from sorted(entry.name for entry in path.iterdir())

    def free_bytes(self) -> int:
        return shutil.disk_usage(self.root).free

    def _make_durably(self, directory: Path) -> None:
        """Make a folder whose own name outlives a power cut: a file in it may be referred to from now on."""
        if not directory.is_dir():
            self._make_durably(directory.parent)
            directory.mkdir(exist_ok=True)
            self._settle(directory.parent)

    def _settle(self, directory: Path) -> None:
        """Make the rename itself durable where the system can (not on Windows, which needs no such step, nor on a
        network share that has no such step).
        """
        if os.name == "nt":
            return
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS):
                raise
        finally:
            os.close(handle)
