package mpsc_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/sendmove/sendmove/runtime/mpsc"
)

var soakFor = flag.Duration("soak", time.Second, "how long TestSoak runs in each kind of time")

// TestSoak lets storms loose for a while and counts what goes in and what comes out:
// once in real time, and once in bubbles, where hours pass in no time and every time-out
// is met. A long run:
//
//	GOMAXPROCS=2 go test -run Soak -v -soak 10m -timeout 1h ./runtime/mpsc
func TestSoak(t *testing.T) {
	for _, compressed := range []bool{false, true} {
		name := "real time"
		if compressed {
			name = "compressed"
		}
		t.Run(name, func(t *testing.T) {
			var n tally
			before := heap()
			for end := time.Now().Add(*soakFor); time.Now().Before(end) && !t.Failed(); n.storms.Add(1) {
				s := newSoak(&n, compressed)
				if !compressed {
					s.run(t)
					continue
				}
				synctest.Test(t, func(t *testing.T) {
					start := time.Now()
					s.run(t)
					n.passed.Add(int64(time.Since(start)))
				})
			}
			after := heap()
			t.Logf("%v", &n)
			t.Logf("heap %d KB before, %d KB after", before>>10, after>>10)
			if after > before+16<<20 {
				t.Errorf("the heap has grown from %d to %d bytes", before, after)
			}
			if n.sent.Load() != n.received.Load()+n.dropped.Load() {
				t.Errorf("%d sent, %d received, %d dropped", n.sent.Load(), n.received.Load(), n.dropped.Load())
			}
		})
	}
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC() // what had a clean-up is freed by the second
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// tally counts what happened.
type tally struct {
	storms, passed                                atomic.Int64
	tried, sent, received, dropped                atomic.Int64
	full, cancelled, disconnected, closed, retry  atomic.Int64
	empty, timeouts, interrupted, batches, closes atomic.Int64
}

func (n *tally) String() string {
	s := fmt.Sprintf("%d storms: %d sends, of which %d succeeded and gave %d receives and %d dropped by a Close; "+
		"given back: %d full, %d cancelled, %d disconnected, %d closed; %d of these were sent again; "+
		"receives without a message: %d empty, %d timed out, %d cancelled; %d batches; %d handles closed by another goroutine",
		n.storms.Load(), n.tried.Load(), n.sent.Load(), n.received.Load(), n.dropped.Load(),
		n.full.Load(), n.cancelled.Load(), n.disconnected.Load(), n.closed.Load(), n.retry.Load(),
		n.empty.Load(), n.timeouts.Load(), n.interrupted.Load(), n.batches.Load(), n.closes.Load())
	if p := n.passed.Load(); p > 0 {
		s += fmt.Sprintf("; %v passed", time.Duration(p).Round(time.Minute))
	}
	return s
}

// A parcel is a message. Who has it may write to it, which the race detector watches.
type parcel struct {
	id, from int
	seal     uint64
}

func seal(id int) uint64 { return uint64(id)*0x9e3779b97f4a7c15 + 1 }

// A soak is one storm: one channel, and goroutines that do everything to it.
type soak struct {
	*tally
	bound, senders, each, receivers int
	shared                          bool          // senders share their handles
	unit                            time.Duration // of time-outs; a minute in a bubble
	closeAfter                      int64         // receives, then the receiver is closed; -1: never
	tx                              []sender[*parcel]
	rx                              *mpsc.Receiver[*parcel]

	count atomic.Int64 // received in this storm
	ok    atomic.Int64 // sent
	// By parcel, what became of it: 1 if it was received, or is back for good.
	fate []atomic.Int32
}

func newSoak(n *tally, compressed bool) *soak {
	s := &soak{
		tally: n, bound: []int{noBound, 0, 1, 2, 7, 64}[rand.IntN(6)],
		senders: 1 + rand.IntN(6), each: 1 + rand.IntN(200), receivers: 1 + rand.IntN(3),
		shared: rand.IntN(2) == 0, unit: time.Microsecond, closeAfter: -1,
	}
	if compressed {
		s.unit = time.Minute
	}
	if rand.IntN(3) == 0 {
		s.closeAfter = rand.Int64N(int64(s.senders * s.each))
	}
	s.fate = make([]atomic.Int32, s.senders*s.each)
	return s
}

// run is to be called in the bubble, if there is one.
func (s *soak) run(t *testing.T) {
	tx, rx := open[*parcel](s.bound)
	s.rx = rx
	var sending, receiving sync.WaitGroup
	for i := range s.senders {
		if !s.shared || i == 0 {
			s.tx = append(s.tx, tx.clone())
		}
		handle := s.tx[len(s.tx)-1]
		sending.Go(func() { s.send(t, handle, i) })
	}
	tx.Close()
	for range s.receivers {
		receiving.Go(func() { s.receive(t) })
	}
	if s.closeAfter == 0 {
		receiving.Go(rx.Close)
	}
	if rand.IntN(3) == 0 { // pull a handle away from who sends on it
		sending.Go(func() {
			time.Sleep(rand.N(50 * s.unit))
			s.closes.Add(1)
			s.tx[rand.IntN(len(s.tx))].Close()
		})
	}
	sending.Wait()
	for _, h := range s.tx {
		h.Close()
		h.Close() // harmless
	}
	receiving.Wait()
	s.sent.Add(s.ok.Load())
	s.received.Add(s.count.Load())
	lost := s.ok.Load() - s.count.Load()
	s.dropped.Add(lost)
	if lost < 0 || lost > 0 && s.closeAfter < 0 {
		t.Errorf("%+v: %d sent, %d received", s, s.ok.Load(), s.count.Load())
	}
	var unknown int64
	for i := range s.fate {
		switch n := s.fate[i].Load(); n {
		case 0:
			unknown++
		case 1:
		default:
			t.Errorf("parcel %d came, or came back, %d times", i, n)
		}
	}
	if unknown != lost {
		t.Errorf("%d parcels are nowhere, %d were in the channel when it was closed", unknown, lost)
	}
	rx.Close()
	if _, err := rx.TryRecv(); !errors.Is(err, mpsc.ErrClosed) {
		t.Errorf("a closed receiver says %v", err)
	}
}

// send sends a sender's parcels. What comes back is sent again, or kept.
func (s *soak) send(t *testing.T, handle sender[*parcel], from int) {
	for i := range s.each {
		id := from*s.each + i
		p := &parcel{id: id, from: from, seal: seal(id)}
		for {
			s.pause()
			s.tried.Add(1)
			err := s.sendOne(handle, p)
			if err == nil {
				s.ok.Add(1)
				break
			}
			var unsent *mpsc.SendError[*parcel]
			if !errors.As(err, &unsent) || unsent.Value != p || p.seal != seal(id) {
				t.Errorf("parcel %d did not come back: %v", id, err)
				return
			}
			if !s.back(t, err) && rand.IntN(3) > 0 {
				s.retry.Add(1)
				continue
			}
			s.fate[id].Add(1)
			p.seal = 0
			break
		}
	}
}

// pause lets time pass in a bubble, where it stands still while anything can go on.
func (s *soak) pause() {
	if s.unit == time.Minute && rand.IntN(4) == 0 {
		time.Sleep(rand.N(30 * s.unit))
	}
}

// back counts why a send failed. It reports whether the next would fail as well.
func (s *soak) back(t *testing.T, err error) (final bool) {
	switch {
	case errors.Is(err, mpsc.ErrFull):
		s.full.Add(1)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		s.cancelled.Add(1)
	case errors.Is(err, mpsc.ErrDisconnected):
		s.disconnected.Add(1)
		return true
	case errors.Is(err, mpsc.ErrClosed):
		s.closed.Add(1)
		return true
	default:
		t.Errorf("a send failed of %v", err)
		return true
	}
	return false
}

func (s *soak) sendOne(handle sender[*parcel], p *parcel) error {
	bounded, ok := handle.(boundedSender[*parcel])
	if !ok {
		return handle.Send(p)
	}
	switch rand.IntN(5) {
	case 0:
		return bounded.TrySend(p)
	case 1:
		ctx, cancel := context.WithTimeout(context.Background(), rand.N(20*s.unit))
		defer cancel()
		return bounded.SendContext(ctx, p)
	case 2:
		ctx, cancel := context.WithCancel(context.Background())
		defer time.AfterFunc(rand.N(20*s.unit), cancel).Stop()
		defer cancel()
		return bounded.SendContext(ctx, p)
	}
	return bounded.Send(p)
}

// receive receives until there is nothing to come.
func (s *soak) receive(t *testing.T) {
	last := make([]int, s.senders) // the next parcel of each sender, at least
	buf := make([]*parcel, 1+rand.IntN(20))
	for {
		s.pause()
		n, err := s.receiveSome(buf)
		for _, p := range buf[:n] {
			if p.seal != seal(p.id) {
				t.Errorf("parcel %d has the seal %x", p.id, p.seal)
			}
			s.fate[p.id].Add(1)
			p.seal = 0
			if s.receivers == 1 && p.id < last[p.from] {
				t.Errorf("parcel %d came after %d", p.id, last[p.from]-1)
			}
			last[p.from] = p.id + 1
			if s.count.Add(1) == s.closeAfter {
				s.rx.Close()
			}
		}
		switch {
		case err == nil:
		case errors.Is(err, mpsc.ErrEmpty):
			s.empty.Add(1)
			runtime.Gosched()
		case errors.Is(err, mpsc.ErrTimeout):
			s.timeouts.Add(1)
		case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
			s.interrupted.Add(1)
		case errors.Is(err, mpsc.ErrDisconnected), errors.Is(err, mpsc.ErrClosed) && s.closeAfter >= 0:
			return
		default:
			t.Errorf("a receive failed of %v", err)
			return
		}
	}
}

// receiveSome receives into buf in one of all ways. Its error may be temporary.
func (s *soak) receiveSome(buf []*parcel) (int, error) {
	one := func(p *parcel, err error) (int, error) {
		if err != nil {
			return 0, err
		}
		buf[0] = p
		return 1, nil
	}
	wait := rand.N(20 * s.unit)
	switch rand.IntN(9) {
	case 0:
		return one(s.rx.Recv())
	case 1:
		return one(s.rx.TryRecv())
	case 2:
		return one(s.rx.RecvTimeout(wait))
	case 3:
		return one(s.rx.RecvDeadline(time.Now().Add(wait)))
	case 4:
		ctx, cancel := context.WithTimeout(context.Background(), wait)
		defer cancel()
		return one(s.rx.RecvContext(ctx))
	case 5:
		s.batches.Add(1)
		return s.rx.RecvBatch(buf)
	case 6:
		for p := range s.rx.All() {
			return one(p, nil)
		}
		return one(s.rx.TryRecv())
	case 7:
		n := 0
		for p := range s.rx.TryAll() {
			buf[n] = p
			if n++; n == len(buf) {
				break
			}
		}
		return n, nil
	default:
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-s.rx.Ready():
		case <-timer.C:
		}
		return one(s.rx.TryRecv())
	}
}
