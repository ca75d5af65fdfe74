using Microsoft.AspNetCore.Components;
using OutreachSilo.Common;
using OutreachSilo.Common.Components;
using OutreachSilo.Live;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Practices;

/// <summary>The practice's own choice whether to host.</summary>
public sealed partial class HostingPage(PublishingService publishing, CurrentUser user, NavigationManager navigation) : ComponentBase
{
    private static readonly (Hosting Value, string Words)[] Choices =
    [
        (Hosting.Hosting, "Yes, we host taster weeks"),
        (Hosting.Interested, "Not yet, but we are interested"),
        (Hosting.NotHosting, "No"),
    ];

    private readonly List<FieldMessage> messages = [];
    private PracticeView? practice;
    private Hosting? chosen;

    [Parameter] public string? Ods { get; set; }

    [SupplyParameterFromForm] public string? CommandId { get; set; }

    [SupplyParameterFromForm] public string? Choice { get; set; }

    [SupplyParameterFromForm] public string? Reason { get; set; }

    [SupplyParameterFromForm] public string? Until { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (!GrainKeys.TryParsePracticeCode(Ods, out var code) || await publishing.Practice(code) is not { Succeeded: true, Value: var view })
        {
            navigation.NotFound();
            return;
        }

        if (!await publishing.MayManage(code))
        {
            navigation.NavigateTo(Routes.Forbidden);
            return;
        }

        practice = view;
        chosen = Choices.Select(each => (Hosting?)each.Value).FirstOrDefault(value => value.ToString() == Choice) ?? (Choice is null ? view.Hosting : null);
    }

    private async Task Choose()
    {
        if (practice is null) return;
        if (chosen is not { } choice || choice == Hosting.Unasked) messages.Add(new FieldMessage("choice-Hosting", "Select yes, not yet or no"));
        if (chosen == Hosting.NotHosting && string.IsNullOrWhiteSpace(Reason)) messages.Add(new FieldMessage("reason", "Enter a reason, like “no supervisor until spring”"));
        var until = TableFilter.DateOf(Until);
        if (!string.IsNullOrEmpty(Until) && until is null) messages.Add(new FieldMessage("until", "Enter a real date for when this may change"));
        if (!CommandIds.IsValidKey(CommandId)) messages.Add(FieldMessage.OutOfDate);
        if (messages.Count > 0) return;

        var outcome = await publishing.ChooseHosting(practice.Facts.OdsCode, chosen!.Value, Reason?.Trim() ?? "", until, CommandIds.From(user.AccountId, CommandId!));
        if (outcome.Succeeded) navigation.NavigateTo($"/manage/{Ods}?done=hosting");
        else messages.Add(FieldMessage.Of(outcome.Refusal));
    }
}
