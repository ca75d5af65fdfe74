namespace OutreachSilo.Pages;

/// <summary>Who looks at a page: each of them is one account of the demo, or nobody.</summary>
public enum Visitor
{
    Anonymous,
    Doctor,
    PracticeManager,
    PracticeAssistant,
    PracticeReception,
    SchemeLead,
    Mentor,
    Mentee,
    Coordinator,
    Administrator,
}
