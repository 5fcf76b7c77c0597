package renewal

type buffer struct{ b []byte }

// worker sends its buffer and takes another one, if there is something in it.
type worker struct {
	buffer *buffer
	queue  chan *buffer
}

func (w *worker) flush() {
	if len(w.buffer.b) > 0 {
		w.queue <- w.buffer
		w.buffer = &buffer{}
	}
}

// keep goes on with the same.
func (w *worker) keep() {
	if len(w.buffer.b) > 0 {
		w.queue <- w.buffer
		w.buffer.b = nil // want "assign to part of moved value: `w.buffer.b`"
	}
}

// lose forgets to take another one.
func (w *worker) lose() {
	if len(w.buffer.b) > 0 {
		w.queue <- w.buffer
	}
}

func flushAll(ws []*worker, ticks <-chan int) {
	for range ticks {
		for _, w := range ws {
			w.flush()
		}
	}
}

func loseAll(ws []*worker, ticks <-chan int) {
	for range ticks {
		for _, w := range ws {
			w.lose() // want "use of moved value: `w`"
		}
	}
	for _, w := range ws {
		w.buffer.b = nil // want "assign to part of moved value: `w.buffer.b`"
	}
}

func fillAll(ws []*worker, ticks <-chan int) {
	for range ticks {
		for _, w := range ws {
			w.buffer.b = append(w.buffer.b, 1) // want "borrow of moved value: `w.buffer.b`"
			w.lose()
		}
	}
}

func refillAll(ws []*worker, ticks <-chan int) {
	for range ticks {
		for _, w := range ws {
			w.buffer.b = append(w.buffer.b, 1)
			w.flush()
		}
	}
}
