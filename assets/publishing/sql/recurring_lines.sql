SELECT outlet, template, sample, support, articles, verdict, usual_role, enabled
FROM recurring
WHERE template IS NOT NULL
ORDER BY outlet, support DESC, sample
