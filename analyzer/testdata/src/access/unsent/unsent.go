// Package unsent gives callees channels that are nil: nothing is sent on them.
package unsent

type job struct{ n int }

func deliver(ch chan *job, j *job) {
	if ch != nil {
		ch <- j
	}
}

func quiet(j *job) {
	deliver(nil, j)
	j.n++
}

func loud(ch chan *job, j *job) {
	deliver(ch, j)
	j.n++ // want "borrow of moved value: `j.n`"
}

func relay(ch chan *job, j *job) { deliver(ch, j) }

func quietRelay(j *job) {
	relay(nil, j)
	j.n++
}

// poll returns what it has not sent.
func poll(ch chan *job, n int, quit chan bool) (*job, bool) {
	var j *job
	for i := 0; i < n; i++ {
		j = &job{i}
		if ch == nil {
			break
		}
		select {
		case ch <- j:
		case <-quit:
			return nil, true
		}
	}
	return j, false
}

func polled() int {
	j, _ := poll(nil, 1, nil)
	j.n++
	return j.n
}

func polledAll(ch chan *job, quit chan bool) {
	j, _ := poll(ch, 10, quit)
	j.n++ // want "borrow of moved value: `j.n`"
}

// either has another channel.
func either(ch, other chan *job, j *job) {
	if ch != nil {
		ch <- j
	} else {
		other <- j
	}
}

func toOther(other chan *job, j *job) {
	either(nil, other, j)
	j.n++ // want "borrow of moved value: `j.n`"
}

func toOne(ch chan *job, j *job) {
	either(ch, nil, j)
	j.n++ // want "borrow of moved value: `j.n`"
}
