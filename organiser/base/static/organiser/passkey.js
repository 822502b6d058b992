// Passkeys are the one thing here that needs a script: show their buttons, and say so when one fails.
(function () {
  if (!window.PublicKeyCredential) return
  document.querySelectorAll('[data-passkey]').forEach(function (part) { part.hidden = false })
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    document.querySelectorAll('[data-passkey-problem]').forEach(function (words) { words.hidden = false })
  })
})()
