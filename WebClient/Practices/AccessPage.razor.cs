using Microsoft.AspNetCore.Components;
using OutreachSilo.Common;
using OutreachSilo.Common.Components;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Practices;

/// <summary>What the practice's building offers, as its manager states it.</summary>
public sealed partial class AccessPage(PublishingService publishing, CurrentUser user, NavigationManager navigation) : ComponentBase
{
    private readonly List<FieldMessage> messages = [];
    private PracticeView? practice;

    [Parameter] public string? Ods { get; set; }

    [SupplyParameterFromForm] public string? CommandId { get; set; }

    [SupplyParameterFromForm] public string[]? Features { get; set; }

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
    }

    private async Task Save()
    {
        if (practice is null) return;
        if (!AccessJson.TryRead(Features, out var features)) messages.Add(new FieldMessage("access-StepFree", "Select options from the list"));
        if (!CommandIds.IsValidKey(CommandId)) messages.Add(FieldMessage.OutOfDate);
        if (messages.Count > 0) return;

        var outcome = await publishing.DescribeAccess(practice.Facts.OdsCode, features, CommandIds.From(user.AccountId, CommandId!));
        if (outcome.Succeeded) navigation.NavigateTo($"/manage/{Ods}?done=access");
        else messages.Add(FieldMessage.Of(outcome.Refusal));
    }
}
