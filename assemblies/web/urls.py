"""Addresses of the pages of this floor."""

from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter

from assemblies.web import (
    agenda,
    alternatives,
    assemblies,
    ballot_papers,
    ballots,
    blocks,
    calendars,
    card_votes,
    challenges,
    counts,
    described,
    desk,
    door,
    exclusions,
    kiosk,
    minutes,
    motions,
    moving,
    nominations,
    reach,
    recount,
    results,
    rolls,
    standing,
    summaries,
    tasks,
    ties,
    today,
    vacancies,
)
from assemblies.web.panels import register_panels
from assemblies.web.what_if import register_what_if


class StepConverter(StringConverter):
    """The steps in the life of an assembly that have a button."""

    regex = "notice|open|close|cancel"


class PapersConverter(StringConverter):
    """The files in which the papers of a ballot are handed out."""

    regex = "json|csv|blt"


register_converter(StepConverter, "step")
register_converter(PapersConverter, "papers")
register_panels()
register_what_if()
exclusions.register_own_exclusions()
standing.register_standing_panels()
reach.register_reach()
vacancies.register_vacancies()

urlpatterns: list[URLPattern] = [
    path("", today.today, name="today"),
    path("b/<slug:body>/assemblies/", assemblies.assemblies, name="assemblies"),
    path("b/<slug:body>/assemblies/new/", assemblies.assembly_new, name="assembly_new"),
    path("a/<slug:assembly>/", assemblies.assembly, name="assembly"),
    path("a/<slug:assembly>/agenda/", agenda.assembly_agenda, name="assembly_agenda"),
    path("a/<slug:assembly>/door/", door.assembly_door, name="assembly_door"),
    path("a/<slug:assembly>/roll/", challenges.assembly_challenges, name="assembly_challenges"),
    path("a/<slug:assembly>/here/", door.check_in_myself, name="check_in_myself"),
    path("a/<slug:assembly>/minutes/", minutes.minutes, name="minutes"),
    path("a/<slug:assembly>/minutes/write/", minutes.minutes_write, name="minutes_write"),
    path("a/<slug:assembly>/minutes/agree/", minutes.minutes_agree, name="minutes_agree"),
    path("a/<slug:assembly>/minutes.txt", minutes.minutes_text, name="minutes_text"),
    path("a/<slug:assembly>/<step:step>/", assemblies.assembly_step, name="assembly_step"),
    path("b/<slug:body>/standing/", standing.standing, name="standing"),
    path("b/<slug:body>/described/", described.described, name="described"),
    path("b/<slug:body>/reach/", reach.reach, name="reach"),
    path("b/<slug:body>/motions/", motions.motions, name="motions"),
    path("b/<slug:body>/motions/new/", moving.motion_new, name="motion_new"),
    path("m/<slug:motion>/", motions.motion, name="motion"),
    path("m/<slug:motion>/second/", motions.motion_second, name="motion_second"),
    path("m/<slug:motion>/withdraw/", motions.motion_withdraw, name="motion_withdraw"),
    path("m/<slug:motion>/reword/", motions.motion_reword, name="motion_reword"),
    path("m/<slug:motion>/summary/", summaries.motion_summary, name="motion_summary"),
    path("m/<slug:motion>/say/", motions.motion_contribute, name="motion_contribute"),
    path("m/<slug:motion>/roll/", challenges.motion_challenges, name="motion_challenges"),
    path("challenges/<slug:challenge>/answer/", challenges.challenge_answer, name="challenge_answer"),
    path("challenges/<slug:challenge>/withdraw/", challenges.challenge_withdraw, name="challenge_withdraw"),
    path("m/<slug:motion>/ballot/", results.ballot_open, name="ballot_open"),
    path("m/<slug:motion>/notice/", exclusions.exclusion_notice, name="exclusion_notice"),
    path("x/<slug:exclusion>/", exclusions.exclusion, name="exclusion"),
    path("x/<slug:exclusion>/hearing/", exclusions.exclusion_hearing, name="exclusion_hearing"),
    path("x/<slug:exclusion>/answer/", exclusions.exclusion_answer, name="exclusion_answer"),
    path("x/<slug:exclusion>/appeal/", exclusions.exclusion_appeal, name="exclusion_appeal"),
    path("v/<slug:ballot>/", ballots.ballot, name="ballot"),
    path("v/<slug:ballot>/check/", ballots.ballot_check, name="ballot_check"),
    path("v/<slug:ballot>/cast/", ballots.ballot_cast, name="ballot_cast"),
    path("v/<slug:ballot>/receipt/", ballots.ballot_receipt, name="ballot_receipt"),
    path("v/<slug:ballot>/roll/", rolls.ballot_roll, name="ballot_roll"),
    path("v/<slug:ballot>/roll.txt", rolls.ballot_roll_file, name="ballot_roll_file"),
    path("v/<slug:ballot>/tracker/", results.tracker_find, name="tracker_find"),
    path("v/<slug:ballot>/cards/", card_votes.card_votes, name="card_votes"),
    path("v/<slug:ballot>/counts/", counts.counts, name="counts"),
    path("v/<slug:ballot>/sheets/", ballot_papers.sheets, name="sheets"),
    path("v/<slug:ballot>/handouts/", ballot_papers.handouts, name="handouts"),
    path("v/<slug:ballot>/read/", ballot_papers.paper_read, name="paper_read"),
    path("v/<slug:ballot>/kiosk/", kiosk.kiosk, name="kiosk"),
    path("v/<slug:ballot>/kiosk/open/", kiosk.kiosk_open, name="kiosk_open"),
    path("v/<slug:ballot>/blocks/", blocks.ballot_judge, name="ballot_judge"),
    path("v/<slug:ballot>/settle/", blocks.ballot_settle, name="ballot_settle"),
    path("v/<slug:ballot>/close/", results.ballot_close, name="ballot_close"),
    path("v/<slug:ballot>/lot/", ties.tie_announce, name="tie_announce"),
    path("v/<slug:ballot>/tie/", ties.tie_decide, name="tie_decide"),
    path("v/<slug:ballot>/run-off/", ties.tie_run_off, name="tie_run_off"),
    path("v/<slug:ballot>/papers.<papers:form>", recount.ballot_papers, name="ballot_papers"),
    path("recount/", recount.recount_program, name="recount_program"),
    path("m/<slug:motion>/alternatives/", alternatives.alternative_bring, name="alternative_bring"),
    path("alternatives/<slug:alternative>/withdraw/", alternatives.alternative_withdraw, name="alternative_withdraw"),
    path("m/<slug:motion>/nominate/", nominations.nominate, name="nominate"),
    path("m/<slug:motion>/stand/", nominations.nomination_stand, name="nomination_stand"),
    path("nominations/<slug:nomination>/answer/", nominations.nomination_answer, name="nomination_answer"),
    path("nominations/<slug:nomination>/statement/", nominations.nomination_statement, name="nomination_statement"),
    path("nominations/<slug:nomination>/withdraw/", nominations.nomination_withdraw, name="nomination_withdraw"),
    path("t/<slug:term>/recount/", vacancies.vacancy_recount, name="vacancy_recount"),
    path("recounts/<slug:recount>/", vacancies.recount, name="recount"),
    path("recounts/<slug:recount>/answer/", vacancies.recount_answer, name="recount_answer"),
    path("recounts/<slug:recount>/papers.json", vacancies.recount_papers, name="recount_papers"),
    path("k/<slug:task>/", tasks.task, name="task"),
    path("d/<slug:decision>/tasks/new/", tasks.task_new, name="task_new"),
    path("b/<slug:body>/calendar/", calendars.calendar, name="calendar"),
    path("b/<slug:body>/calendar/end/", calendars.calendar_revoke, name="calendar_revoke"),
    path("calendar/<slug:secret>.ics", calendars.calendar_feed, name="calendar_feed"),
    path("b/<slug:body>/desk/", desk.desk, name="desk"),
]
