"""Addresses of the pages of dues."""

from django.urls import path

from members.web import dues, dues_accounts, dues_files, dues_opening, dues_receipts, dues_reminders, statements

urlpatterns = [
    path("b/<slug:body>/dues/", dues.dues, name="dues"),
    path("b/<slug:body>/dues/charge/", dues.dues_charge, name="dues_charge"),
    path("b/<slug:body>/dues/arrears/", dues.dues_arrears, name="dues_arrears"),
    path("b/<slug:body>/dues/arrears/file/", dues_files.dues_file, {"books": "arrears"}, name="dues_arrears_file"),
    path("b/<slug:body>/dues/entries/file/", dues_files.dues_file, {"books": "entries"}, name="dues_entries_file"),
    path("b/<slug:body>/dues/remind/", dues_reminders.dues_remind, name="dues_remind"),
    path("b/<slug:body>/dues/statements/", statements.statement_new, name="statement_new"),
    path("reminders/<slug:reminder>/", dues_reminders.dues_reminder, name="dues_reminder"),
    path("reminders/<slug:reminder>/off/", dues_reminders.dues_reminder_take_off, name="dues_reminder_take_off"),
    path("reminders/<slug:reminder>/release/", dues_reminders.dues_reminder_release, name="dues_reminder_release"),
    path("reminders/<slug:reminder>/drop/", dues_reminders.dues_reminder_drop, name="dues_reminder_drop"),
    path("reminders/<slug:reminder>/letters/", dues_reminders.dues_reminder_letters, name="dues_reminder_letters"),
    path("statements/<slug:statement>/", statements.statement, name="statement"),
    path("statements/<slug:statement>/choose/", statements.statement_choose, name="statement_choose"),
    path("statements/<slug:statement>/book/", statements.statement_book, name="statement_book"),
    path("statements/<slug:statement>/discard/", statements.statement_discard, name="statement_discard"),
    path("statements/<slug:statement>/undo/", statements.statement_undo, name="statement_undo"),
    path("p/<slug:membership>/dues/", dues_accounts.dues_account, name="dues_account"),
    path("p/<slug:membership>/dues/pay/", dues_accounts.dues_pay, name="dues_pay"),
    path("p/<slug:membership>/dues/open/", dues_opening.dues_open, name="dues_open"),
    path("p/<slug:membership>/dues/refund/", dues_accounts.dues_refund, name="dues_refund"),
    path("p/<slug:membership>/dues/choose/", dues_accounts.dues_choose, name="dues_choose"),
    path("p/<slug:membership>/dues/<int:year>/", dues_receipts.dues_receipt_year, name="dues_receipt_year"),
    path("dues/<slug:entry>/waive/", dues_accounts.dues_waive, name="dues_waive"),
    path("dues/<slug:entry>/reverse/", dues_accounts.dues_reverse, name="dues_reverse"),
    path("dues/<slug:entry>/receipt/", dues_receipts.dues_receipt, name="dues_receipt"),
    path("me/dues/", dues_accounts.my_dues, name="my_dues"),
]
