"""Addresses of the pages of this floor."""

from django.urls import path

from members.web import (
    applications,
    imports,
    joining,
    joining_page,
    looked_at,
    own,
    panels,
    people,
    programme,
    register,
)

panels.add()

urlpatterns = [
    path("b/<slug:body>/register/", register.register, name="register"),
    path("b/<slug:body>/register/new/", register.member_new, name="member_new"),
    path("b/<slug:body>/register.csv", register.register_export, name="register_export"),
    path("p/<slug:membership>/", people.member, name="member"),
    path("p/<slug:membership>/change/", people.member_change, name="member_change"),
    path("p/<slug:membership>/state/", people.member_state, name="member_state"),
    path("p/<slug:membership>/letter/", people.letter, name="letter"),
    path("p/<slug:membership>/agree/", own.agree, name="agree"),
    path("p/<slug:membership>/stay/", own.stay, name="stay"),
    path("p/<slug:membership>/leave/", own.leave, name="leave"),
    path("b/<slug:body>/import/", imports.import_new, name="import_new"),
    path("i/<slug:batch>/", looked_at.import_preview, name="import_preview"),
    path("i/<slug:batch>/problems.csv", looked_at.import_problems, name="import_problems"),
    path("i/<slug:batch>/commit/", looked_at.import_commit, name="import_commit"),
    path("i/<slug:batch>/discard/", looked_at.import_discard, name="import_discard"),
    path("i/<slug:batch>/not-imported/", looked_at.import_refused, name="import_refused"),
    path("i/<slug:batch>/forget/", looked_at.import_forget, name="import_forget"),
    path("i/<slug:batch>/undo/", looked_at.import_undo, name="import_undo"),
    path("b/<slug:body>/programme/", programme.programme, name="programme"),
    path("b/<slug:body>/programme/changes/", programme.programme_changes, name="programme_changes"),
    path("b/<slug:body>/programme/dissent/", programme.dissent_new, name="dissent_new"),
    path("dissent/<slug:dissent>/withdraw/", programme.dissent_withdraw, name="dissent_withdraw"),
    path("b/<slug:body>/joining/", joining_page.joining_page, name="joining_page"),
    path("b/<slug:body>/joining/renew/", joining_page.joining_link_renew, name="joining_link_renew"),
    path("b/<slug:body>/applications/", applications.applications, name="applications"),
    path("b/<slug:body>/applications/new/", applications.application_new, name="application_new"),
    path("application/<slug:application>/", applications.application, name="application"),
    path("application/<slug:application>/admit/", applications.application_admit, name="application_admit"),
    path("application/<slug:application>/decline/", applications.application_decline, name="application_decline"),
    path("application/<slug:application>/withdraw/", applications.application_withdraw, name="application_withdraw"),
    path("application/<slug:application>/speak/", applications.applicant_speak, name="applicant_speak"),
    path("asked/<slug:key>/", joining.application_by_link, name="application_by_link"),
    path("asked/<slug:key>/confirm/", joining.application_confirm, name="application_confirm"),
    path("asked/<slug:key>/withdraw/", joining.application_take_back, name="application_take_back"),
    path("o/<slug:organisation>/join/", joining.join, name="join"),
    path("o/<slug:organisation>/join/sent/", joining.letter_on_its_way, name="letter_on_its_way"),
    path("o/<slug:organisation>/join/<slug:word>/", joining.join, name="join_by_link"),
    path("me/", own.my_membership, name="my_membership"),
]
