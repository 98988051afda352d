"""The words of staff sharing: kinds, parties, answers, states and the one table of moves."""

from enum import StrEnum


class Instrument(StrEnum):
    """On what ground someone helps (domain 3.1)."""

    PKS_SHARING = "pks_sharing"
    SURAT_TUGAS = "surat_tugas"
    RESOURCE_PERSON = "resource_person"
    INFORMAL_HELP = "informal_help"
    PENUGASAN_PNS = "penugasan_pns"


class Mode(StrEnum):
    """Whether the person has to be there."""

    REMOTE = "remote"
    ONSITE = "onsite"
    HYBRID = "hybrid"


class Purpose(StrEnum):
    """Which line of the source presentation the help serves (domain 1)."""

    SKILLS = "S24"
    NEEDS = "S23"
    AUTOMATION = "S27"
    COACHING = "S29"
    PORTAL = "S30"
    STRENGTHS = "S31"
    PROCESSING = "S32"
    WORKSHOP = "S35"
    CAMPAIGN = "S21"


class Cost(StrEnum):
    """What the help may cost; the salary stays with the home unless said otherwise."""

    SALARY = "salary"
    TRANSPORT = "transport"
    LODGING = "lodging"
    DAILY = "daily"
    HONORARIUM = "honorarium"


class Payer(StrEnum):
    """Who pays an item."""

    HOME = "home"
    HOST = "host"
    NETWORK = "network"


class Party(StrEnum):
    """Whose word counts on a version (domain 3.2)."""

    HOME_HEAD = "home_head"
    HOST_HEAD = "host_head"
    PERSON = "person"
    HOME_PARENT = "home_parent"
    HOST_PARENT = "host_parent"
    SECRETARIAT = "secretariat"


CONFIRMING = (Party.HOME_HEAD, Party.HOST_HEAD, Party.PERSON)
APPROVING = (Party.HOME_PARENT, Party.HOST_PARENT)


class Decision(StrEnum):
    """What a party says to a version."""

    YES = "yes"
    NO = "no"
    COUNTER = "counter"


class DeclineReason(StrEnum):
    """Why a party says no."""

    CAPACITY = "capacity"
    COST = "cost"
    SKILL = "skill"
    POLICY = "policy"
    PERSONAL = "personal"
    OTHER = "other"


class Way(StrEnum):
    """How an answer came that somebody else writes down."""

    PHONE = "phone"
    PAPER = "paper"


class ParentReason(StrEnum):
    """Why the parent body has to approve (domain 3.3)."""

    LONG_HOURS = "long_hours"
    LONG_SPAN = "long_span"
    TRAVEL = "travel"
    COST = "cost"
    CIVIL_SERVANT = "civil_servant"


class State(StrEnum):
    """Where an assignment stands."""

    DRAFT = "draft"
    TRACKED = "tracked"
    PROPOSED = "proposed"
    COUNTERED = "countered"
    CONFIRMED = "confirmed"
    APPROVED = "approved"
    DOCUMENTED = "documented"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    EVALUATED = "evaluated"
    CLOSED = "closed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    TERMINATED = "terminated"


_ASKED = frozenset(
    {State.COUNTERED, State.CONFIRMED, State.DECLINED, State.WITHDRAWN, State.EXPIRED}
)

MOVES: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.PROPOSED, State.TRACKED, State.WITHDRAWN}),
    State.TRACKED: frozenset({State.CLOSED, State.WITHDRAWN}),
    State.PROPOSED: _ASKED,
    State.COUNTERED: _ASKED,
    State.CONFIRMED: frozenset(
        {
            State.APPROVED,
            State.DOCUMENTED,
            State.COUNTERED,
            State.DECLINED,
            State.WITHDRAWN,
        }
    ),
    State.APPROVED: frozenset({State.DOCUMENTED, State.WITHDRAWN}),
    State.DOCUMENTED: frozenset({State.ACTIVE, State.WITHDRAWN}),
    State.ACTIVE: frozenset({State.SUSPENDED, State.COMPLETED, State.TERMINATED}),
    State.SUSPENDED: frozenset({State.ACTIVE, State.TERMINATED}),
    State.COMPLETED: frozenset({State.EVALUATED}),
    State.EVALUATED: frozenset({State.CLOSED}),
    State.CLOSED: frozenset(),
    State.DECLINED: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.EXPIRED: frozenset(),
    State.TERMINATED: frozenset(),
}

AWAITING = frozenset({State.PROPOSED, State.COUNTERED})
"""The parties are asked."""
AMENDABLE = frozenset({State.CONFIRMED, State.APPROVED, State.DOCUMENTED, State.ACTIVE})
"""Where a change of what was agreed may be asked for; until it is agreed, the old one holds."""
CHANGE_MOVES: dict[State | None, frozenset[State]] = {
    None: frozenset({State.PROPOSED}),
    State.PROPOSED: frozenset({State.COUNTERED, State.CONFIRMED}),
    State.COUNTERED: frozenset({State.COUNTERED, State.CONFIRMED}),
    State.CONFIRMED: frozenset(),
}
"""How far a change is that is asked for; in the end it takes force, or it does not come about."""
PROMISED = frozenset({State.CONFIRMED, State.APPROVED, State.DOCUMENTED, State.ACTIVE})
"""The hours count as taken."""
BEFORE_WORK = frozenset(
    {
        State.DRAFT,
        State.TRACKED,
        State.PROPOSED,
        State.COUNTERED,
        State.CONFIRMED,
        State.APPROVED,
        State.DOCUMENTED,
    }
)
FORMAL = frozenset({State.TRACKED, State.CLOSED, State.WITHDRAWN})
"""Where a formal assignment of a civil servant may come to; no sign-off moves it (domain 3.1)."""
RENEWABLE = PROMISED | {State.SUSPENDED, State.COMPLETED, State.EVALUATED, State.CLOSED}
"""What was agreed by all and not broken off may go on after its end (domain 3.5)."""
UNMADE = frozenset({State.DECLINED, State.WITHDRAWN, State.EXPIRED})
"""What never came about."""
ENDED = frozenset(state for state, after in MOVES.items() if not after)
