// A service worker, as the front brings one.
