namespace OutreachSilo.Demo;

/// <summary>The agreement of the demo's scheme, in words of our own.</summary>
internal static class DemoAgreement
{
    public const string Text =
        """
        # What we agree

        We meet so that a trainee who is new to general practice has somebody a few steps ahead to talk to. We are colleagues: neither of us judges
        the other, and nothing here is part of an assessment.

        ## What stays between us

        What we talk about stays between us. We do not repeat it, write it down for others, or record our meetings.

        There are limits. If one of us believes that a patient, a colleague or one of the two of us is in danger, we say so to each other first where
        we can, and then tell whoever must know. Professional duties come before this agreement.

        ## How we meet

        - Up to six times in a training year, for 20 to 30 minutes, by video.
        - Within the times the mentor gives, booked at least a day ahead.
        - Whoever cannot come cancels in time, so that the meeting can be used again.

        ## How it ends

        It ends with the training year. Either of us can end it earlier and need not say why. If something goes wrong, each of us can tell the lead of
        the scheme in confidence.
        """;
}
