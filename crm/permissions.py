"""Who may do what: the page an auditor reads (rights of the domain, section 5.6)."""

from enum import StrEnum


class Role(StrEnum):
    """The part someone plays in the network."""

    SECRETARIAT = "secretariat"
    CAMPAIGN_MANAGER = "campaign_manager"
    PARTNER = "partner"
    PARENT_APPROVER = "parent_approver"
    EXPERT = "expert"
    BOARD = "board"
    ADMIN = "admin"


class Permission(StrEnum):
    """One right, named resource first."""

    SEE_HOME = "home:see"
    SEARCH = "search:use"
    SEE_CALENDAR = "calendar:see"
    SEE_INSTITUTIONS = "institutions:see"
    EDIT_INSTITUTIONS = "institutions:edit"
    EDIT_OWN_INSTITUTION = "institutions:edit-own"
    SEE_PARENT_BODIES = "parent-bodies:see"
    EDIT_PARENT_BODIES = "parent-bodies:edit"
    SEE_PEOPLE = "people:see"
    EDIT_PEOPLE = "people:edit"
    ERASE_PEOPLE = "people:erase"
    SEE_EXPERTS = "experts:see"
    KEEP_CONSENTS = "consents:keep"
    IMPORT_RECORDS = "records:import"
    WRITE_NOTES = "notes:write"
    MERGE_RECORDS = "records:merge"
    ATTACH_FILES = "files:attach"
    KEEP_LETTERS = "letters:keep"
    SEE_LABELS = "labels:see"
    EDIT_LABELS = "labels:edit"
    EXPORT_RECORDS = "records:export"
    SEE_SHARING = "sharing:see"
    SEE_SHARING_BOARD = "sharing:see-board"
    PROPOSE_SHARING = "sharing:propose"
    ANSWER_SHARING = "sharing:answer"
    APPROVE_SHARING = "sharing:approve"
    RECORD_SHARING_ANSWERS = "sharing:record-answers"
    ISSUE_SHARING_PAPERS = "sharing:issue-papers"
    SEE_GATHERINGS = "gatherings:see"
    PLAN_GATHERINGS = "gatherings:plan"
    ANSWER_INVITATIONS = "gatherings:answer"
    LOG_CONVERSATIONS = "gatherings:log"
    SEE_CAMPAIGNS = "campaigns:see"
    PLAN_CAMPAIGNS = "campaigns:plan"
    APPROVE_CAMPAIGNS = "campaigns:approve"
    SEE_DOCUMENTS = "documents:see"
    VOID_DOCUMENTS = "documents:void"
    EDIT_REGISTERS = "documents:edit-registers"
    SEE_DESK = "desk:see"
    EDIT_REMINDERS = "desk:edit"
    SEE_REPORTS = "reports:see"
    SEE_ALMANAC = "almanac:see"
    EDIT_ALMANAC = "almanac:edit"
    SEE_AUDIT = "audit:see"
    MANAGE_USERS = "users:manage"
    EDIT_NETWORK = "network:edit"
    SEE_JOBS = "jobs:see"


P = Permission
EVERYONE = {P.SEE_HOME, P.SEARCH, P.SEE_CALENDAR, P.SEE_ALMANAC, P.SEE_JOBS}
READING = {
    P.SEE_INSTITUTIONS,
    P.SEE_PARENT_BODIES,
    P.SEE_PEOPLE,
    P.SEE_EXPERTS,
    P.SEE_SHARING,
    P.SEE_SHARING_BOARD,
    P.SEE_GATHERINGS,
    P.SEE_CAMPAIGNS,
    P.SEE_DOCUMENTS,
    P.SEE_REPORTS,
    P.SEE_LABELS,
    P.EXPORT_RECORDS,
}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.SECRETARIAT: frozenset(
        EVERYONE
        | READING
        | {
            P.EDIT_INSTITUTIONS,
            P.EDIT_PARENT_BODIES,
            P.EDIT_PEOPLE,
            P.KEEP_CONSENTS,
            P.IMPORT_RECORDS,
            P.WRITE_NOTES,
            P.MERGE_RECORDS,
            P.ATTACH_FILES,
            P.KEEP_LETTERS,
            P.EDIT_LABELS,
            P.PROPOSE_SHARING,
            P.RECORD_SHARING_ANSWERS,
            P.ISSUE_SHARING_PAPERS,
            P.PLAN_GATHERINGS,
            P.LOG_CONVERSATIONS,
            P.APPROVE_CAMPAIGNS,
            P.VOID_DOCUMENTS,
            P.EDIT_REGISTERS,
            P.SEE_DESK,
            P.EDIT_REMINDERS,
            P.EDIT_ALMANAC,
            P.EDIT_NETWORK,
            P.SEE_AUDIT,
        }
    ),
    Role.CAMPAIGN_MANAGER: frozenset(
        EVERYONE
        | {
            P.SEE_INSTITUTIONS,
            P.SEE_CAMPAIGNS,
            P.PLAN_CAMPAIGNS,
            P.SEE_LABELS,
            P.EXPORT_RECORDS,
            P.WRITE_NOTES,
            P.ATTACH_FILES,
            P.SEE_GATHERINGS,
            P.LOG_CONVERSATIONS,
            P.SEE_REPORTS,
        }
    ),
    Role.PARTNER: frozenset(
        EVERYONE
        | {
            P.SEE_INSTITUTIONS,
            P.EDIT_OWN_INSTITUTION,
            P.EXPORT_RECORDS,
            P.WRITE_NOTES,
            P.ATTACH_FILES,
            P.SEE_PEOPLE,
            P.SEE_SHARING,
            P.SEE_SHARING_BOARD,
            P.PROPOSE_SHARING,
            P.ANSWER_SHARING,
            P.ISSUE_SHARING_PAPERS,
            P.SEE_GATHERINGS,
            P.ANSWER_INVITATIONS,
            P.SEE_CAMPAIGNS,
        }
    ),
    Role.PARENT_APPROVER: frozenset(
        EVERYONE
        | {
            P.SEE_INSTITUTIONS,
            P.SEE_PARENT_BODIES,
            P.SEE_SHARING,
            P.SEE_SHARING_BOARD,
            P.APPROVE_SHARING,
            P.SEE_REPORTS,
        }
    ),
    Role.EXPERT: frozenset(
        EVERYONE | {P.SEE_SHARING, P.ANSWER_SHARING, P.SEE_GATHERINGS, P.ANSWER_INVITATIONS}
    ),
    Role.BOARD: frozenset(EVERYONE | READING | {P.SEE_DESK}),
    Role.ADMIN: frozenset(
        EVERYONE
        | READING
        | {
            P.IMPORT_RECORDS,
            P.WRITE_NOTES,
            P.MERGE_RECORDS,
            P.ATTACH_FILES,
            P.KEEP_LETTERS,
            P.EDIT_LABELS,
            P.EDIT_INSTITUTIONS,
            P.EDIT_PARENT_BODIES,
            P.EDIT_PEOPLE,
            P.ERASE_PEOPLE,
            P.KEEP_CONSENTS,
            P.SEE_DESK,
            P.EDIT_REMINDERS,
            P.EDIT_ALMANAC,
            P.EDIT_NETWORK,
            P.EDIT_REGISTERS,
            P.MANAGE_USERS,
            P.SEE_AUDIT,
        }
    ),
}


def grants(role: Role) -> frozenset[Permission]:
    """Every right that a role carries."""
    return GRANTS[role]
