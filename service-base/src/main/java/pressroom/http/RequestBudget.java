package pressroom.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Gives each request its part of the {@link ByteBudget} until it is answered. */
public final class RequestBudget {

    /** Large requests of callers without a token count as those of one: others' addresses are easily had. */
    private static final String STRANGERS = "strangers";

    private final ByteBudget bytes;
    private final Callers callers;
    private final Counter ofCaller;
    private final Counter ofAll;

    RequestBudget(ByteBudget bytes, Callers callers, MeterRegistry meters) {
        this.bytes = bytes;
        this.callers = callers;
        Gauge.builder("pressroom.http.budget.used", bytes, ByteBudget::used)
                .baseUnit("bytes")
                .description("Bytes of heap that requests hold")
                .register(meters);
        Gauge.builder("pressroom.http.budget.size", bytes, ByteBudget::size)
                .baseUnit("bytes")
                .description("Bytes of heap that requests may hold")
                .register(meters);
        this.ofCaller = refusals(meters, "caller");
        this.ofAll = refusals(meters, "all");
    }

    private static Counter refusals(MeterRegistry meters, String share) {
        return Counter.builder("pressroom.http.refused")
                .description("Requests that were refused since their caller or all callers hold too much")
                .tag("share", share)
                .register(meters);
    }

    Admitted admit(HttpServletRequest request, Caller caller, BodyRule rule, long declared) throws OverBudget {
        boolean large = rule.isLarge(declared);
        Admitted admitted = new Admitted(rule.most().toBytes());
        admitted.hold(
                take(large && !caller.known() ? STRANGERS : caller.id(), caller.exempt(), large, rule.cost(declared)));
        admitted.putInto(request);
        return admitted;
    }

    /**
     * Takes what the answer of the request that this thread handles will hold, before it is read from its store; it is given
     * back when the request is answered. Outside of a request nothing is taken.
     *
     * @param cost bytes of heap
     * @throws ErrorResponseException 429 or 503, with Retry-After, when there is no room for it
     */
    public void takeForAnswer(long cost) {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return;
        }
        HttpServletRequest request = attributes.getRequest();
        Admitted admitted = Admitted.of(request);
        if (admitted == null) {
            admitted = new Admitted(0);
            admitted.putInto(request);
        }
        Caller caller = callers.byAddress(request);
        try {
            admitted.hold(take(caller.id(), caller.exempt(), cost > ByteBudget.SMALL, cost));
        } catch (OverBudget refusal) {
            throw problem(refusal);
        }
    }

    /** Gives back what a request holds: now, or when its answer is complete if that is written later. */
    static void handled(HttpServletRequest request) {
        Admitted admitted = Admitted.of(request);
        if (admitted == null) {
            return;
        }
        if (request.isAsyncStarted()) {
            request.getAsyncContext().addListener(new OnComplete(admitted));
        } else {
            admitted.close();
        }
    }

    private ByteBudget.Reservation take(String share, boolean exempt, boolean large, long cost) throws OverBudget {
        try {
            return bytes.take(share, exempt, large, cost);
        } catch (OverBudget refusal) {
            (refusal == OverBudget.OF_CALLER ? ofCaller : ofAll).increment();
            throw refusal;
        }
    }

    private static ErrorResponseException problem(OverBudget refusal) {
        HttpStatus status = refusal.status();
        ErrorResponseException problem = new ErrorResponseException(
                status, ProblemDetail.forStatusAndDetail(status, String.valueOf(refusal.getMessage())), null);
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(OverBudget.RETRY_AFTER.toSeconds()));
        return problem;
    }

    private record OnComplete(Admitted admitted) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            admitted.close();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // The container completes it.
        }

        @Override
        public void onError(AsyncEvent event) {
            // The container completes it.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
