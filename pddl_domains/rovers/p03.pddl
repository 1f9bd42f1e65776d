(define (problem rovers-p03)
  (:domain rovers)
  (:objects
    spirit - rover
    lander_1 - lander
    w0 w1 - waypoint
    cam1 - camera
    hill crater - objective
    colour low-res - mode)
  (:init
    (at spirit w0)
    (mounted cam1 spirit)
    (supports cam1 colour)
    (supports cam1 low-res)
    (target cam1 crater)
    (shows w1 hill)
    (shows w0 crater)
    (shows w1 crater)
    (lander-at lander_1 w0)
    (in-sight w1 w0)
    (route spirit w0 w1)
    (route spirit w1 w0)
    (in-sight w0 w1)
    (store-empty spirit))
  (:goal (and (picture-sent hill colour))))
