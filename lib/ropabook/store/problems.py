"""What can keep the store from reading or saving, in words: what happened, what is safe, what next.

The technical text goes to the log, never into a sentence.
"""

import errno
import logging
from typing import Final

from ropabook.store.disk.files import InUse

LOG: Final = logging.getLogger("ropabook.store")
_WHY: Final = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EROFS: "the disk may only be read",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.EIO: "the disk reported an error",
    errno.EINTR: "it was interrupted",
    errno.ELOOP: "the file is a link to another, and links are not written through",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ESTALE: "the network disk has gone away",
}
_NEXT: Final = {
    errno.ENOSPC: "Free some space and save again.",
    errno.EDQUOT: "Free some space and save again.",
    errno.EIO: "Have the disk looked at before you go on.",
    errno.EINTR: "Save again.",
}

_CLOSE: Final = "Close the file in the other program and save again."


class CannotSave(Exception):
    """Nothing was saved; the message says why, that nothing was changed, and what to do."""


class Unfinished(CannotSave):
    """A save was cut short after it had begun to take effect: it is finished, or seen as a change
    from outside, when the record is next opened for writing. It is not acknowledged.
    """


class ReasonNeeded(CannotSave):
    """Nothing was saved: say why the change is made, and save again."""


class CannotRead(Exception):
    """A record cannot be read as it is; the message says where and why."""


class NoSuchRecord(CannotRead):
    """There is no such record."""


def why(error: OSError) -> str:
    """The reason of a failure in plain words."""
    LOG.warning("a call to the disk failed", exc_info=error)
    if isinstance(error, InUse):
        return "another program has the file open"
    return _WHY.get(error.errno or 0, (error.strerror or str(error)).lower())


def refused(error: OSError) -> CannotSave:
    """The failure of a save before anything was changed."""
    following = _CLOSE if isinstance(error, InUse) else _NEXT.get(error.errno or 0, "")
    return CannotSave(f"Not saved: {why(error)}. Nothing was changed. {following}".strip())


def unfinished(error: OSError) -> Unfinished:
    """The failure of a save that had begun to take effect."""
    return Unfinished(
        f"Not saved for certain: {why(error)}. Nothing that was saved before is lost. Open the "
        "record again: either this change is there then, or the state before it."
    )
