"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

handler400 = "organiser.answers.bad_request"
handler403 = "organiser.answers.permission_denied"
handler404 = "organiser.answers.page_not_found"
handler500 = "organiser.answers.server_error"

urlpatterns = [
    path("", include("organisations.web.urls")),
    path("", include("members.web.urls")),
    path("", include("skills.web.urls")),
    path("", include("assemblies.web.urls")),
    path("", include("organiser.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("organiser.api.urls")),
]
