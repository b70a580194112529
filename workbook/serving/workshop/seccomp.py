"""Seccomp, Linux's way for a process to give up system calls, itself and for good.

It holds back what Landlock does not see: other processes, sockets, the rights and
dates of files. seccomp(2) and `include/uapi/linux/seccomp.h`. No right is needed to
use it once no_new_privs is set.
"""

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Iterable

_Call = tuple[int | None, int | None]
"""A system call's number on x86-64 and on ARM64; None where there is no such call."""

_NONE = None
AUDITED = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""The machines whose numbers are known here, and what the system calls them."""
_SECCOMP: _Call = (317, 277)
_LAST_KNOWN = 469
"""What a later Linux has beyond this number is not known here to do no harm."""

# Others' files, by name or by a handle that only reads, and others' turns at the
# processor. They look as if they had worked: SQLite, IPython and archives ask for
# them on their own files and end when they are refused.
PRETENDED: dict[str, _Call] = {
    "chmod": (90, _NONE),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, _NONE),
    "fchown": (93, 55),
    "lchown": (94, _NONE),
    "fchownat": (260, 54),
    "utime": (132, _NONE),
    "utimes": (235, _NONE),
    "futimesat": (261, _NONE),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "setxattrat": (463, 463),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "removexattrat": (466, 466),
    "file_setattr": (469, 469),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "sched_setaffinity": (203, 122),
    "sched_setattr": (314, 274),
    "ioprio_set": (251, 30),
}

# Nothing that a workbook does asks for these.
REFUSED: dict[str, _Call] = {
    # A kernel binds its sockets and the server comes to it: it never goes to another.
    "connect": (42, 203),
    # Other processes, and what is in them.
    "setpriority": (141, 140),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "process_mrelease": (448, 448),
    "kcmp": (312, 272),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    "perf_event_open": (298, 241),
    # Listening to folders: a kernel's id is a random UUID, so that nobody can bind its
    # sockets before it does unless he hears its name.
    "inotify_init": (253, _NONE),
    "inotify_init1": (294, 26),
    "inotify_add_watch": (254, 27),
    "fanotify_init": (300, 262),
    "fanotify_mark": (301, 263),
    # What all processes of a user share: keys, memory, semaphores, messages.
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "shmctl": (31, 195),
    "semget": (64, 190),
    "semop": (65, 193),
    "semctl": (66, 191),
    "semtimedop": (220, 192),
    "msgget": (68, 186),
    "msgsnd": (69, 189),
    "msgrcv": (70, 188),
    "msgctl": (71, 187),
    "mq_open": (240, 180),
    "mq_unlink": (241, 181),
    # Ways around these fences, and large surfaces of the system.
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "modify_ldt": (154, _NONE),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "unshare": (272, 97),
    "setns": (308, 268),
    "chroot": (161, 51),
    "pivot_root": (155, 41),
    "mount": (165, 40),
    "umount2": (166, 39),
    "open_tree": (428, 428),
    "open_tree_attr": (467, 467),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "statmount": (457, 457),
    "listmount": (458, 458),
    # The machine itself, for whoever starts a workshop as root.
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "reboot": (169, 142),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "adjtimex": (159, 171),
    "clock_adjtime": (305, 266),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "acct": (163, 89),
    "syslog": (103, 116),
    "vhangup": (153, 58),
    "iopl": (172, _NONE),
    "ioperm": (173, _NONE),
}

# What they are asked for decides; see ``_by_argument``.
_SOCKET: _Call = (41, 198)
_SOCKETPAIR: _Call = (53, 199)
_PRLIMIT: _Call = (302, 261)
_CLONE: _Call = (56, 220)
_CLONE3: _Call = (435, 435)

_UNIX, _NETLINK, _STREAM, _TYPE = 1, 16, 1, 0xF
# CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, …; and CLONE_PARENT, by which
# a process would begin one that is not its child.
_NOT_BELOW = 0x7E020000 | 0x8000

_Step = tuple[int, int, int, int]
"""An instruction: what to do, how far to jump if so and if not, and with what."""
_LOAD, _EQUALS, _AT_LEAST, _ANY_BIT, _AND, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000
_AT_NUMBER, _AT_MACHINE, _AT_ARGUMENT, _ARGUMENT_SIZE = 0, 4, 16, 8
_SET_FILTER, _ASK_ACTION, _ALL_THREADS = 1, 2, 1


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))


def works() -> bool:
    """Tell whether this system has it, on a machine whose calls are known here."""
    if platform.system() != "Linux" or platform.machine() not in AUDITED:
        return False
    # A Python of 32 bits on such a machine has other numbers.
    if sys.maxsize < 2**32 or sys.byteorder != "little":
        return False
    action = ctypes.c_uint32(_ERROR)
    try:
        call(_here(_SECCOMP), _ASK_ACTION, 0, ctypes.byref(action))
    except OSError:
        return False
    return True


def number(name: str) -> int | None:
    """Return the number of a call that is held back; None where there is none."""
    return _here((REFUSED | PRETENDED)[name])


def call(wanted: int | None, *arguments: object) -> int:
    """Ask the system by a call's number; raises OSError when it refuses."""
    library = ctypes.CDLL(None, use_errno=True)
    done = int(library.syscall(-1 if wanted is None else wanted, *arguments))
    if done < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return done


def restrict() -> None:
    """Leave this process and all it starts no call that reaches beyond themselves.

    What stays are files, threads, processes of its own, and sockets that others come
    to. Raises OSError.
    """
    packed = b"".join(struct.pack("=HBBI", *step) for step in steps())
    kept = ctypes.create_string_buffer(packed, len(packed))
    program = _Program(len(packed) // 8, ctypes.addressof(kept))
    if call(_here(_SECCOMP), _SET_FILTER, _ALL_THREADS, ctypes.byref(program)):
        raise OSError(errno.EBUSY, "a thread has a filter of its own")


def _here(numbers: _Call) -> int | None:
    return numbers[list(AUDITED).index(platform.machine())]


def steps() -> list[_Step]:
    """Return what the system goes through at each call of this machine's."""
    machine = AUDITED[platform.machine()]
    return [
        # x86-64 answers to the numbers of 32 bits, too: none of those.
        *(_load(_AT_MACHINE), (_EQUALS, 1, 0, machine), _error(errno.ENOSYS)),
        # Also those of x32, which begin at 2**30.
        *(_load(_AT_NUMBER), (_AT_LEAST, 0, 1, _LAST_KNOWN + 1), _error(errno.ENOSYS)),
        *_each(PRETENDED.values(), _error(0)),
        *_each(REFUSED.values(), _error(errno.EPERM)),
        # What it is asked for cannot be looked at. glibc then takes clone.
        *_each([_CLONE3], _error(errno.ENOSYS)),
        *_by_argument(),
        (_RETURN, 0, 0, _ALLOW),
    ]


def _by_argument() -> list[_Step]:
    allow, refuse = (_RETURN, 0, 0, _ALLOW), _error(errno.EACCES)
    # A datagram can be sent to any socket by its name, a stream cannot.
    stream = [_argument(1), (_AND, 0, 0, _TYPE), (_EQUALS, 0, 1, _STREAM), allow]
    local = [_argument(0), (_EQUALS, 0, len(stream), _UNIX), *stream, refuse]
    # ZeroMQ ends the process where it cannot ask for the names of the network.
    routes = [
        *(_argument(0), (_EQUALS, 0, 3, _NETLINK)),
        *(_argument(2), (_EQUALS, 0, 1, 0), allow),
    ]
    own = [_argument(0), (_EQUALS, 0, 1, 0), allow, _error(errno.EPERM)]
    here = [_argument(0), (_ANY_BIT, 0, 1, _NOT_BELOW), _error(errno.EPERM), allow]
    return [
        *_when(_SOCKET, [*routes, *local]),
        *_when(_SOCKETPAIR, local),
        *_when(_PRLIMIT, own),
        *_when(_CLONE, here),
    ]


def _each(calls: Iterable[_Call], answer: _Step) -> list[_Step]:
    return [step for one in calls for step in _when(one, [answer])]


def _when(asked: _Call, then: list[_Step]) -> list[_Step]:
    """Return the steps that a call takes, and no other; the last must return."""
    wanted = _here(asked)
    return [] if wanted is None else [(_EQUALS, 0, len(then), wanted), *then]


def _load(offset: int) -> _Step:
    return (_LOAD, 0, 0, offset)


def _argument(place: int) -> _Step:
    # Its lower half: all that are looked at are of 32 bits to the system.
    return _load(_AT_ARGUMENT + place * _ARGUMENT_SIZE)


def _error(code: int) -> _Step:
    return (_RETURN, 0, 0, _ERROR | code)
