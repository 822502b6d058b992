// A part of a page that is asked for anew every so many seconds while one looks at it, such as a turnout.
// Without this script the link “Look again” does the same.
(function () {
  document.querySelectorAll('[data-again]').forEach(function (part) {
    if (!part.id || !window.fetch) return
    var every = 1000 * Number(part.dataset.again)
    function later () { setTimeout(ask, every) }
    function ask () {
      // Nobody looks, or somebody stands in it with the keyboard: nothing is changed under her hands.
      if (document.hidden || part.contains(document.activeElement)) return later()
      fetch(location.href, { credentials: 'same-origin' }).then(function (answer) {
        return answer.ok ? answer.text() : Promise.reject(new Error('not told'))
      }).then(function (text) {
        var fresh = new DOMParser().parseFromString(text, 'text/html').getElementById(part.id)
        if (!fresh) { // it has closed meanwhile, or a network answers in its place: nobody loses what is filled in
          if (!document.querySelector('input:checked')) location.reload()
          return
        }
        if (fresh.innerHTML !== part.innerHTML) part.innerHTML = fresh.innerHTML
        later()
      }).catch(later)
    }
    later()
  })
})()
