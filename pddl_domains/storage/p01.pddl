(define (problem storage-p01)
  (:domain storage)
  (:objects
    hoist0 - hoist
    container_1 - container
    depot0 - depot
    depot0-1-1 depot0-1-2 depot0-2-1 depot0-2-2 container-0-0 container-0-1 - storearea
    loadarea - transitarea
    crate0 crate1 - crate)
  (:init
    (in container-0-0 container_1)
    (in container-0-1 container_1)
    (on crate0 container-0-0)
    (on crate1 container-0-1)
    (connected loadarea depot0-2-1)
    (connected loadarea container-0-0)
    (connected loadarea container-0-1)
    (at hoist0 depot0-1-2)
    (in depot0-1-1 depot0)
    (in depot0-1-2 depot0)
    (in depot0-2-1 depot0)
    (in depot0-2-2 depot0)
    (connected depot0-1-1 depot0-2-1)
    (connected depot0-1-1 depot0-1-2)
    (connected depot0-1-2 depot0-2-2)
    (connected depot0-2-1 depot0-2-2)
    (connected depot0-2-1 loadarea)
    (connected container-0-0 loadarea)
    (connected container-0-1 loadarea)
    (connected depot0-2-1 depot0-1-1)
    (connected depot0-1-2 depot0-1-1)
    (connected depot0-2-2 depot0-1-2)
    (connected depot0-2-2 depot0-2-1)
    (in crate0 container_1)
    (in crate1 container_1)
    (available hoist0)
    (clear depot0-1-1)
    (clear depot0-2-1)
    (clear depot0-2-2))
  (:goal (and
    (in crate0 depot0)
    (in crate1 depot0))))
