using Microsoft.AspNetCore.Components;
using OutreachSilo.Common;
using OutreachSilo.Common.Components;

namespace OutreachSilo.Notices;

/// <summary>What waits, was sent and has failed, for those who look after mails.</summary>
public sealed partial class OutboxPage : ComponentBase
{
    private const int PerPage = 50;

    private readonly List<FieldMessage> messages = [];
    private OutboxPart outbox = new(false, 0, 0, 0, 0, []);
    private MailState? state;
    private int number = 1;

    [SupplyParameterFromQuery(Name = "state")] public string? StateText { get; set; }

    [SupplyParameterFromQuery(Name = "page")] public string? PageText { get; set; }

    [SupplyParameterFromQuery] public string? Done { get; set; }

    [SupplyParameterFromForm] public string? Key { get; set; }

    protected override async Task OnInitializedAsync()
    {
        (state, number) = (MailWords.Parse(StateText), Pager.Parse(PageText));
        outbox = await Service.Look(state, (number - 1) * PerPage, PerPage, CancellationToken.None);
    }

    private async Task Retry()
    {
        if (Key is not null && await Service.Retry(Key, CancellationToken.None)) Navigation.NavigateTo("/notices/outbox?done=retry");
        else messages.Add(new FieldMessage(null, "This email cannot be sent again because it has not failed or no longer exists"));
    }

    private int CountOf(MailState of) => of switch
    {
        MailState.Waiting => outbox.Waiting,
        MailState.Sent => outbox.Sent,
        _ => outbox.Failed,
    };

    private static string Story(OutboxLine line) => line.State switch
    {
        MailState.Sent => LondonTime.ShortDateAndTime(line.SentAt ?? line.DueAt),
        MailState.Failed => line.Reason ?? "",
        _ when line.Attempts > 0 => $"Attempt {line.Attempts + 1} at {LondonTime.ShortDateAndTime(line.DueAt)}. {line.Reason}",
        _ => "",
    };
}
