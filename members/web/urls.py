"""Addresses of the pages of this floor."""

from django.urls import path

from members.web import (
    dues_urls,
    duplicates,
    imports,
    joining,
    looked_at,
    own,
    panels,
    people,
    programme,
    register,
    transfers,
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
    path("p/<slug:membership>/move/", transfers.move, name="move"),
    path("b/<slug:body>/moves/", transfers.transfers, name="transfers"),
    path("move/<slug:transfer>/", transfers.transfer, name="transfer"),
    path("move/<slug:transfer>/release/", transfers.transfer_release, name="transfer_release"),
    path("move/<slug:transfer>/accept/", transfers.transfer_accept, name="transfer_accept"),
    path("move/<slug:transfer>/refuse/", transfers.transfer_refuse, name="transfer_refuse"),
    path("move/<slug:transfer>/withdraw/", transfers.transfer_withdraw, name="transfer_withdraw"),
    path("b/<slug:body>/duplicates/", duplicates.duplicates, name="duplicates"),
    path("b/<slug:body>/duplicates/look/", duplicates.duplicates_look, name="duplicates_look"),
    path("two/<slug:pair>/", duplicates.duplicate, name="duplicate"),
    path("two/<slug:pair>/dismiss/", duplicates.duplicate_dismiss, name="duplicate_dismiss"),
    path("merged/<slug:merge>/undo/", duplicates.merge_undo, name="merge_undo"),
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
    path("o/<slug:organisation>/join/", joining.join, name="join"),
    path("me/", own.my_membership, name="my_membership"),
    *dues_urls.urlpatterns,
]
