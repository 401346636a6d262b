"""Sign in, sign out and choose the language."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from payung.web.pages import page
from payung.web.programmes import open_to


class SignInForm(AuthenticationForm):
    """Ask for account and password; what is wrong is said alike for every wrong pair."""

    use_required_attribute = False
    username = forms.CharField(
        label=_("Nama akun"),
        error_messages={"required": _("Tuliskan nama akun.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label=_("Kata sandi"),
        strip=False,
        error_messages={"required": _("Tuliskan kata sandi.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Find the account, if both were given."""
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if name and password:
            self.user_cache = authenticate(self.request, username=name, password=password)
            if self.user_cache is None:
                self.add_error("username", _("Nama akun atau kata sandi tidak cocok."))
        return self.cleaned_data


class SignIn(views.LoginView):
    """The page every unknown visitor gets."""

    form_class = SignInForm
    template_name = "web/sign_in.html"
    redirect_authenticated_user = True

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Show what is wrong; what was typed stays, the password does not."""
        return page(self.request, "sign_in", form=form, next=self.get_redirect_url())


def front(request: HttpRequest) -> HttpResponse:
    """Lead to the account's programme, or let it choose where it has several."""
    programmes = open_to(request)
    if len(programmes) == 1:
        return redirect("desk:home", programmes[0].code)
    return page(request, "programmes", programmes=programmes)


@login_not_required
@never_cache
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the reader's language in a cookie and return to the page he came from."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    answer = HttpResponseRedirect(target)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=365 * 24 * 3600,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return answer
