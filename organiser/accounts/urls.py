"""Addresses of accounts: signing in, letters, sessions, tokens, founding.

What stands under `account/` here comes before allauth's page of the same name and takes its place.
"""

from django.urls import path

from organiser.accounts.views import account, address, erasing, founding, next_time, sign_in, tokens

urlpatterns = [
    path("me/account/", account.account, name="account"),
    path("me/tokens/", tokens.tokens, name="tokens"),
    path("me/tokens/<str:token>/revoke/", tokens.token_revoke, name="token_revoke"),
    path("me/sessions/<str:session>/end/", account.session_end, name="session_end"),
    path("me/sessions/end/", account.sessions_end, name="sessions_end"),
    path("switch/<str:body>/", account.switch_body, name="switch_body"),
    path("letter/", sign_in.letter_sign_in, name="letter_sign_in"),
    path("letter/next/", next_time.next_time, name="next_time"),
    path("letter/password/", next_time.letter_password, name="letter_password"),
    path("found/", founding.found, name="found"),
    path("me/erase/", erasing.erase_me, name="erase_me"),
    path("me/data.zip", account.own_data_file, name="own_data_file"),
    path("erasure/withdraw/", erasing.erasure_withdraw, name="erasure_withdraw"),
    path("health/", account.health, name="health"),
    path("account/login/", sign_in.SignInView.as_view(), name="account_login"),
    path("account/login/which/", sign_in.choose_account, name="choose_account"),
    path("account/email/", address.address, name="account_email"),
    path("account/email/code/", address.address_code, name="address_code"),
    path("account/sessions/", account.sessions, name="usersessions_list"),
]
