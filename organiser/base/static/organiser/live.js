// A list that answers while one types. Without this script the button of the form does the same.
(function () {
  document.querySelectorAll('form[data-live]').forEach(function (form) {
    var wait = 0
    var asked = null
    function ask() {
      var asks = Array.from(new FormData(form)).filter(function (pair) { return pair[1] !== '' || pair[0] === 'state' })
      var words = new URLSearchParams(asks).toString()
      var address = location.pathname + '?' + words
      if (asked) asked.abort()
      asked = new AbortController()
      fetch(address, { signal: asked.signal, headers: { 'X-Requested-With': 'fetch' } })
        .then(function (answer) {
          if (!answer.ok) throw new Error(String(answer.status))
          return answer.text()
        })
        .then(function (text) {
          var page = new DOMParser().parseFromString(text, 'text/html')
          var fresh = page.getElementById(form.dataset.live)
          var old = document.getElementById(form.dataset.live)
          if (!fresh || !old) return
          old.replaceWith(fresh)
          var heading = page.querySelector('h1')
          if (heading) document.querySelector('h1').textContent = heading.textContent
          history.replaceState(null, '', address)
        })
        .catch(function () {})
    }
    form.addEventListener('input', function () {
      clearTimeout(wait)
      wait = setTimeout(ask, 250)
    })
  })
})()
