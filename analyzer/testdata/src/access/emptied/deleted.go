package emptied

// A loop that deletes what it sends leaves nothing of it, whichever the key was by which
// it was stored.

type report struct{ id, n int }

func flushFull(in <-chan *report, out chan<- *report) {
	pending := map[int]*report{}
	for r := range in {
		if old, ok := pending[r.id]; ok {
			old.n += r.n
			continue
		}
		pending[r.id] = r
		if len(pending) > 100 {
			for id, r := range pending {
				out <- r
				delete(pending, id)
			}
		}
	}
	for _, r := range pending {
		out <- r
	}
}

func flushNil(in <-chan *report, out chan<- *report) {
	pending := map[int]*report{}
	for r := range in {
		if old := pending[r.id]; old != nil {
			old.n += r.n
			continue
		}
		pending[r.id] = r
		if len(pending) > 100 {
			for id, r := range pending {
				if r != nil {
					out <- r
					pending[id] = nil
				}
			}
		}
	}
}

func flushSome(in <-chan *report, out chan<- *report) {
	pending := map[int]*report{}
	for r := range in {
		if old, ok := pending[r.id]; ok {
			old.n += r.n // want "moved value: `old\\.n`"
			continue
		}
		pending[r.id] = r
		if len(pending) > 100 {
			for id, r := range pending {
				keep := r.n > 5 // want "moved value: `r\\.n`"
				out <- r
				if !keep {
					delete(pending, id)
				}
			}
		}
	}
}

func flushOthers(in <-chan *report, out chan<- *report, first int) {
	pending := map[int]*report{}
	for r := range in {
		if old, ok := pending[r.id]; ok {
			old.n += r.n // want "moved value: `old\\.n`"
			continue
		}
		pending[r.id] = r
		if len(pending) > 100 {
			for _, r := range pending {
				out <- r // want "moved value: `r`"
				delete(pending, first)
			}
		}
	}
}
