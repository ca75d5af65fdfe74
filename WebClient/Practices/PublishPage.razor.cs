using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using OutreachSilo.Common;
using OutreachSilo.Common.Components;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Practices;

/// <summary>Publishes one week or a term from a template.</summary>
public sealed partial class PublishPage(
    PublishingService publishing, CurrentUser user, TimeProvider time, NavigationManager navigation, IHttpContextAccessor http) : ComponentBase
{
    private readonly List<FieldMessage> messages = [];
    private PracticeView? practice;
    private PublishReport? report;
    private PublishForm form = null!;

    [Parameter] public string? Ods { get; set; }

    [SupplyParameterFromForm] public string? CommandId { get; set; }

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

        (practice, form) = (view, http.HttpContext is { Request.HasFormContentType: true } context ? PublishForm.From(await context.Request.ReadFormAsync()) : PublishForm.Fresh(time.GetUtcNow()));
    }

    private async Task Publish()
    {
        if (practice is null) return;
        if (!CommandIds.IsValidKey(CommandId)) messages.Add(new FieldMessage(null, "This page was out of date; please send it again"));
        if (form.Read(messages) is not { } asked) return;
        var outcome = await publishing.Publish(practice.Facts.OdsCode, asked.First, asked.Last, asked.Offers, asked.Desks, asked.Opens, CommandIds.From(user.AccountId, CommandId!));
        if (outcome.Succeeded) report = outcome.Value;
        else messages.Add(FieldMessage.Of(outcome.Refusal));
    }
}
