"""Addresses of accounts: signing in, letters, sessions, tokens, founding."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
