// How far something is that goes on beside the server: asks again every two seconds, and opens the page anew at the end.
(function () {
  var part = document.querySelector('[data-progress]')
  if (!part || !window.fetch) return
  function ask () {
    fetch(location.href, { credentials: 'same-origin' }).then(function (answer) {
      return answer.ok ? answer.text() : Promise.reject(new Error('not told'))
    }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('[data-progress]')
      if (!fresh) return location.reload()
      // Only what changed is said aloud: the sentence is a status, the bar is not.
      part.querySelector('[data-progress-bar]').replaceWith(fresh.querySelector('[data-progress-bar]'))
      var words = part.querySelector('[data-progress-words]')
      var said = fresh.querySelector('[data-progress-words]').textContent
      if (words.textContent !== said) words.textContent = said
      setTimeout(ask, 2000)
    }).catch(function () { setTimeout(ask, 10000) })
  }
  setTimeout(ask, 2000)
})()
