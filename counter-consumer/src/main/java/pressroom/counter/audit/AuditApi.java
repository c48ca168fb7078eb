package pressroom.counter.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import pressroom.consumer.gaps.AuditedGaps;
import pressroom.docs.Fails;
import pressroom.tokens.Roles;

/** Lets a team compare its counts with what is published, and repair them. */
@RestController
@Tag(name = "audit")
@RequestMapping(path = "/ops", produces = MediaType.APPLICATION_JSON_VALUE)
class AuditApi {

    private static final String RUNNING = "An audit or a repair is running at this instance.";

    private final LedgerAudit audit;
    private final LedgerRepair repair;
    private final AuditedGaps gaps;

    AuditApi(LedgerAudit audit, LedgerRepair repair, AuditedGaps gaps) {
        this.audit = audit;
        this.repair = repair;
        this.gaps = gaps;
    }

    /**
     * Compares the ledger and the totals with what is published, and changes neither. Asks blog-service with the
     * caller's token, and waits for events in flight, 10 s at most. A clean result closes the gaps of this instance's
     * partitions that were noticed before and that the group has passed, if the caller has the role operator. Needs the
     * role operator or auditor; an auditor changes nothing.
     */
    @GetMapping("/audit")
    @Operation(operationId = "auditTotals")
    @Fails(
            value = {401, 403, 409, 503},
            conflict = RUNNING)
    AuditReport audit(@Parameter(hidden = true) JwtAuthenticationToken caller) {
        String token = caller.getToken().getTokenValue();
        if (!Roles.isOperator(caller)) {
            return audit.run(token);
        }
        AuditedGaps.Known known = gaps.beforeAudit();
        AuditReport report = audit.run(token);
        if (report.result() == AuditReport.Result.CLEAN) {
            gaps.afterCleanAudit(known, caller.getName());
        }
        return report;
    }

    /**
     * Makes an audit and repairs what differs, or tells with {@code dryRun} what that would be: ledger rows become what
     * is published, and totals the number of live rows. An event that arrives meanwhile wins. At most 1,000 posts and
     * authors; {@code more} says whether to call it again.
     */
    @PostMapping("/repair")
    @Operation(operationId = "repairTotals")
    @Fails(
            value = {400, 401, 403, 409, 503},
            conflict = RUNNING)
    RepairReport repair(@RequestBody RepairRequest request, @Parameter(hidden = true) JwtAuthenticationToken operator) {
        String problem = request.problem();
        if (problem != null) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, problem);
        }
        return repair.repair(request, operator.getToken().getTokenValue(), operator.getName());
    }
}
