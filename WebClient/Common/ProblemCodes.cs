namespace OutreachSilo.Common;

/// <summary>What the door itself answers "no" with, beside <see cref="RefusalCodes"/> and <see cref="FaultCodes"/>. Stable for ever.</summary>
public static class ProblemCodes
{
    public const string InvalidJson = nameof(InvalidJson);                         // not JSON, or not of the documented shape
    public const string InvalidRequest = nameof(InvalidRequest);                   // a query or path value is malformed or out of its range
    public const string IdempotencyKeyMissing = nameof(IdempotencyKeyMissing);
    public const string IdempotencyKeyInvalid = nameof(IdempotencyKeyInvalid);     // not 1 to 128 visible ASCII characters
    public const string NotSignedIn = nameof(NotSignedIn);
    public const string NotAllowed = nameof(NotAllowed);                           // signed in, but this is somebody else's
    public const string ForeignOrigin = nameof(ForeignOrigin);                     // the request came from another site's page
    public const string KindNotYours = nameof(KindNotYours);                       // this kind of taster is for other people
    public const string SignInFailed = nameof(SignInFailed);
    public const string SignInLocked = nameof(SignInLocked);                       // too many wrong passwords
    public const string AccountUnknown = nameof(AccountUnknown);                   // or none that the caller looks after
    public const string RoleUnknown = nameof(RoleUnknown);
    public const string RolesFull = nameof(RolesFull);                             // an account holds no more roles than that
    public const string LastAdministrator = nameof(LastAdministrator);
    public const string InvitationUnknown = nameof(InvitationUnknown);
    public const string InvitationEnded = nameof(InvitationEnded);                 // used, withdrawn or run out
    public const string InvitationsFull = nameof(InvitationsFull);                 // too many wait for an answer
    public const string AddressTaken = nameof(AddressTaken);                       // an account has this address
    public const string SignatureInvalid = nameof(SignatureInvalid);               // not the signer's own name, or not confirmed
    public const string ReportUnknown = nameof(ReportUnknown);
    public const string VideoNotSetUp = nameof(VideoNotSetUp);                     // no provider of video rooms is configured
    public const string PostcodeUnknown = nameof(PostcodeUnknown);
    public const string NotFound = nameof(NotFound);
    public const string MethodNotAllowed = nameof(MethodNotAllowed);
    public const string BodyTooLarge = nameof(BodyTooLarge);
    public const string MediaTypeNotSupported = nameof(MediaTypeNotSupported);
    public const string TooManyRequests = nameof(TooManyRequests);
    public const string ServerFault = nameof(ServerFault);
}
